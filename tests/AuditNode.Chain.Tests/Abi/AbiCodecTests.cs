using System.Numerics;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>The examples of the ABI specification (https://docs.soliditylang.org/en/latest/abi-spec.html#examples).</summary>
public class AbiCodecTests
{
    [Fact]
    public void Static_values_are_encoded_as_in_the_first_example()
    {
        var call = AbiFunction.Parse("baz(uint32,bool)").EncodeCall(69, true);
        Assert.Equal("0xcdcd77c0" + Word(0x45) + Word(1), HexData.Encode(call));
    }

    [Fact]
    public void An_array_of_fixed_bytes_is_encoded_as_in_the_second_example()
    {
        var call = AbiFunction.Parse("bar(bytes3[2])").EncodeCall([new object[] { "abc"u8.ToArray(), "def"u8.ToArray() }]);
        Assert.Equal("0xfce353f6" + Right("616263") + Right("646566"), HexData.Encode(call));
    }

    [Fact]
    public void Bytes_a_boolean_and_a_dynamic_array_are_encoded_as_in_the_third_example()
    {
        var call = AbiFunction.Parse("sam(bytes,bool,uint256[])").EncodeCall("dave"u8.ToArray(), true, new object[] { 1, 2, 3 });
        Assert.Equal(
            "0xa5643bf2" + Word(0x60) + Word(1) + Word(0xa0) + Word(4) + Right("64617665") + Word(3) + Word(1) + Word(2) + Word(3),
            HexData.Encode(call));
    }

    [Fact]
    public void Nested_dynamic_arrays_are_encoded_as_in_the_last_example()
    {
        var call = AbiFunction.Parse("g(uint256[][],string[])")
            .EncodeCall(new object[] { new object[] { 1, 2 }, new object[] { 3 } }, new object[] { "one", "two", "three" });
        Assert.Equal(
            "0x2289b18c" + Word(0x40) + Word(0x140) + Word(2) + Word(0x40) + Word(0xa0) + Word(2) + Word(1) + Word(2) + Word(1) + Word(3)
            + Word(3) + Word(0x60) + Word(0xa0) + Word(0xe0) + Word(3) + Right("6f6e65") + Word(3) + Right("74776f") + Word(5)
            + Right("7468726565"),
            HexData.Encode(call));
    }

    [Fact]
    public void Values_come_back_as_the_types_that_are_documented()
    {
        var function = AbiFunction.Parse("f(uint8 a, int64 b, address c, bool d, bytes3 e, bytes32 f, bytes g, string h, (uint256 x, string y)[] i)");
        var address = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        object[] values =
        [
            new BigInteger(200), new BigInteger(-5), address, true, new byte[] { 1, 2, 3 }, Keccak256.HashData("x"u8), new byte[] { 9 }, "héllo",
            new object[] { new object[] { BigInteger.One, "y" } },
        ];
        Assert.Equal(values, function.DecodeCall(function.EncodeCall(values)));
    }

    private static string Word(int value) => value.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    private static string Right(string digits) => digits.PadRight(64, '0');
}
