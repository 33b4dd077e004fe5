using System.Numerics;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

public class AbiEncodingRefusalTests
{
    public static TheoryData<string, object?, string> Wrong => new()
    {
        { "uint8", 256, "an integer in 0 .. 2^8 - 1" },
        { "uint8", -1, "an integer in 0 .. 2^8 - 1" },
        { "int8", 128, "an integer in -2^7 .. 2^7 - 1" },
        { "int8", -129, "an integer in -2^7 .. 2^7 - 1" },
        { "uint256", BigInteger.One << 256, "an integer in 0 .. 2^256 - 1" },
        { "int256", BigInteger.One << 255, "an integer in -2^255 .. 2^255 - 1" },
        { "uint256", BigInteger.One << 5000, "an integer in 0 .. 2^256 - 1" },
        { "uint256", "1", "an integer" },
        { "uint256", 1.0, "an integer" },
        { "uint256", null, "an integer" },
        { "address", "0x0000000000000000000000000000000000000000", "an Address" },
        { "address", new byte[20], "an Address" },
        { "bool", 1, "a bool" },
        { "bytes4", new byte[3], "a byte[] of length 4" },
        { "bytes4", new byte[5], "a byte[] of length 4" },
        { "bytes31", Bytes32.Zero, "a byte[] of length 31" },
        { "bytes32", new byte[31], "a Bytes32 or a byte[] of length 32" },
        { "function", new byte[32], "a byte[] of length 24" },
        { "bytes", "0x", "a byte[]" },
        { "string", new byte[1], "a string" },
        { "string", "lone \ud800 surrogate", "a string without lone surrogates" },
        { "uint8[]", 1, "a list" },
        { "uint8[2]", new object[] { 1 }, "a list of 2" },
        { "uint8[2]", new object[] { 1, 2, 3 }, "a list of 2" },
        { "(uint8,bool)", new object[] { 1 }, "a list of 2" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_value_of_another_type_or_range_is_refused_with_both_named(string type, object? value, string expected)
    {
        var function = AbiFunction.Parse($"f({type} amount)");
        var wrong = Assert.Throws<AbiEncodingException>(() => function.EncodeCall([value!]));
        Assert.Equal((type, "amount"), (wrong.TypeName, wrong.ParameterPath));
        Assert.StartsWith($"amount: {type} takes {expected}, not ", wrong.Message, StringComparison.Ordinal);
        Assert.InRange(wrong.Message.Length, 1, 250);
    }

    [Fact]
    public void The_path_leads_through_tuples_and_arrays()
    {
        var function = AbiFunction.Parse("propose((bytes32 specHash, address[] parties, (uint8 x, string)[2] inner) spec)");
        object[] Spec(object party, object number) =>
        [
            new object[]
            {
                Bytes32.Zero, new object[] { Address.Zero, Address.Zero, Address.Zero, party },
                new object[] { new object[] { 1, "" }, new object[] { number, "" } },
            },
        ];
        Assert.Equal("spec.parties[3]", Assert.Throws<AbiEncodingException>(() => function.EncodeCall(Spec("no address", 1))).ParameterPath);
        Assert.Equal("spec.inner[1].x", Assert.Throws<AbiEncodingException>(() => function.EncodeCall(Spec(Address.Zero, 300))).ParameterPath);
        Assert.NotEmpty(function.EncodeCall(Spec(Address.Zero, 3)));
    }

    [Fact]
    public void Parameters_without_names_go_by_their_index() =>
        Assert.Equal(
            "[1][0]",
            Assert.Throws<AbiEncodingException>(
                () => AbiCodec.Encode([AbiType.UInt256, AbiType.Parse("uint8[]")], [BigInteger.One, new object[] { 256 }])).ParameterPath);

    [Fact]
    public void The_number_of_values_must_be_that_of_the_parameters()
    {
        var function = AbiFunction.Parse("f(uint8,bool)");
        Assert.Throws<AbiEncodingException>(() => function.EncodeCall(1));
        Assert.Throws<AbiEncodingException>(() => function.EncodeCall(1, true, 2));
        Assert.Throws<AbiEncodingException>(() => AbiEvent.Parse("E(uint8)").EncodeLog());
    }

    [Fact]
    public void Integers_and_lists_of_net_are_taken_for_those_of_the_abi()
    {
        var types = AbiFunction.Parse("f(uint8[],uint64,int128,uint128,address[],bytes32[])").Inputs;
        object[] net =
        [
            new byte[] { 1, 2 }, ulong.MaxValue, Int128.MinValue, UInt128.MaxValue, new List<Address> { Address.Zero }, new[] { Bytes32.Zero },
        ];
        object[] plain =
        [
            new object[] { BigInteger.One, new BigInteger(2) }, new BigInteger(ulong.MaxValue), (BigInteger)Int128.MinValue,
            (BigInteger)UInt128.MaxValue, new object[] { Address.Zero }, new object[] { Bytes32.Zero },
        ];
        Assert.Equal(AbiCodec.Encode(types, plain), AbiCodec.Encode(types, net));
    }
}
