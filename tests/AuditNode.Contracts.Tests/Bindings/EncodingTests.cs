using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Calldata of generated encoders against calls of the codec, written by hand.</summary>
public class EncodingTests
{
    private const string IntegerTypes =
        "(uint8,uint16,uint24,uint32,uint40,uint64,uint72,uint128,uint256,int8,int16,int24,int32,int56,int64,int72,int256)";

    [Fact]
    public void Integers_of_every_size_are_encoded_from_the_smallest_type_that_holds_them()
    {
        var values = new Specimen.Integers(
            byte.MaxValue, ushort.MaxValue, (1 << 24) - 1, uint.MaxValue, (1UL << 40) - 1, ulong.MaxValue, (BigInteger.One << 72) - 1,
            (BigInteger.One << 128) - 1, (BigInteger.One << 256) - 1, sbyte.MinValue, short.MinValue, -(1 << 23), int.MinValue, -(1L << 55),
            long.MinValue, -(BigInteger.One << 71), -(BigInteger.One << 255));
        object[] expected =
        [
            (BigInteger)255, (BigInteger)65535, (BigInteger)16777215, (BigInteger)4294967295, (BigInteger)1099511627775,
            (BigInteger)18446744073709551615, (BigInteger.One << 72) - 1, (BigInteger.One << 128) - 1, (BigInteger.One << 256) - 1,
            (BigInteger)(-128), (BigInteger)(-32768), (BigInteger)(-8388608), (BigInteger)(-2147483648), (BigInteger)(-36028797018963968),
            (BigInteger)(-9223372036854775808), -(BigInteger.One << 71), -(BigInteger.One << 255),
        ];

        Assert.Equal(Calldata($"integers({IntegerTypes})", [expected]), Specimen.EncodeIntegers(values));
    }

    [Fact]
    public void Values_that_a_type_of_odd_size_does_not_hold_are_refused_by_name()
    {
        var tooLarge = new Specimen.Integers { U24 = 1 << 24 };

        var error = Assert.Throws<AbiEncodingException>(() => Specimen.EncodeIntegers(tooLarge));

        Assert.Equal("values.u24", error.ParameterPath);
    }

    [Fact]
    public void All_other_types_are_encoded()
    {
        var most = Enumerable.Range(1, 31).Select(i => (byte)i).ToArray();
        var values = new Specimen.Others(
            true, Samples.Account, Samples.Institution, Samples.Contract, 2, 9, new byte[] { 0xff }, new byte[] { 1, 2, 3, 4 }, most,
            Samples.JobId, new byte[] { 5, 6 }, "Ωμέγα");
        object[] expected =
        [
            true, Samples.Account, Samples.Institution, Samples.Contract, (BigInteger)2, (BigInteger)9, new byte[] { 0xff },
            new byte[] { 1, 2, 3, 4 }, most, Samples.JobId, new byte[] { 5, 6 }, "Ωμέγα",
        ];

        Assert.Equal(
            Calldata("others((bool,address,address,address,uint8,uint128,bytes1,bytes4,bytes31,bytes32,bytes,string))", [expected]),
            Specimen.EncodeOthers(values));
    }

    [Fact]
    public void Arrays_within_arrays_are_encoded()
    {
        var calldata = Specimen.EncodeLists(
            [[1, 2, 3], [4, 5, 6]], [[7], []], [new byte[] { 8 }, ReadOnlyMemory<byte>.Empty], ["nine", ""], [true, false]);

        object[] expected =
        [
            new object[] { Integers(1, 2, 3), Integers(4, 5, 6) }, new object[] { Integers(7), Integers() },
            new object[] { new byte[] { 8 }, Array.Empty<byte>() }, new object[] { "nine", "" }, new object[] { true, false },
        ];
        Assert.Equal(Calldata("lists(uint8[3][],uint256[][2],bytes[],string[],bool[2])", expected), calldata);
    }

    [Fact]
    public void Arrays_of_fixed_length_are_refused_at_another_length()
    {
        var error = Assert.Throws<AbiEncodingException>(() => Specimen.EncodeLists([[1, 2]], [[], []], [], [], [true, false]));

        Assert.Equal("a[0]", error.ParameterPath);
    }

    [Fact]
    public void Lists_that_are_missing_are_refused_by_name()
    {
        var error = Assert.Throws<AbiEncodingException>(() => Specimen.EncodePlace(default));

        Assert.StartsWith("value.", error.ParameterPath);
    }

    [Fact]
    public void Structs_within_structs_and_lists_are_encoded()
    {
        var calldata = Specimen.EncodePlace(new Specimen.AddressStruct("Main", [Samples.Leaf], [Samples.Leaf, Samples.Leaf]));

        object[] place = ["Main", new object[] { Samples.LeafValues }, new object[] { Samples.LeafValues, Samples.LeafValues }];
        Assert.Equal(Calldata("place((string,(uint8,uint16[])[],(uint8,uint16[])[2]))", [place]), calldata);
    }

    [Fact]
    public void Structs_of_one_name_from_two_places_stay_apart()
    {
        var calldata = Specimen.EncodeItems([new Specimen.FirstItem(1, new byte[] { 2 })], new Specimen.SecondItem(Samples.JobId));

        object[] expected = [new object[] { new object[] { (BigInteger)1, new byte[] { 2 } } }, new object[] { Samples.JobId }];
        Assert.Equal(Calldata("items((uint64,bytes)[],(bytes32))", expected), calldata);
    }

    [Fact]
    public void Overloads_have_the_selectors_of_their_own_types()
    {
        Assert.Equal(Calldata("set(uint256)", [(BigInteger)1]), Specimen.EncodeSetUint256(1));
        Assert.Equal(Calldata("set(uint128)", [(BigInteger)1]), Specimen.EncodeSetUint128(1));
        Assert.Equal(Calldata("set(address)", [Samples.Account]), Specimen.EncodeSet(Samples.Account));
        Assert.Equal(Calldata("set(uint256,address)", [(BigInteger)1, Samples.Account]), Specimen.EncodeSet(1, Samples.Account));
        Assert.Equal(Calldata("set()", []), Specimen.EncodeSet());
    }

    [Fact]
    public void Deployments_are_creation_code_and_arguments()
    {
        var arguments = AbiCodec.Encode([AbiType.Parse("(uint8,uint16[])"), AbiType.Address], [Samples.LeafValues, Samples.Account]);

        Assert.Equal([.. Specimen.Bytecode.Span, .. arguments], Specimen.EncodeDeployment(Samples.Leaf, Samples.Account));
        Assert.Equal(Other.Bytecode.ToArray(), Other.EncodeDeployment());
    }

    private static object[] Integers(params int[] values) => [.. values.Select(value => (object)(BigInteger)value)];

    private static byte[] Calldata(string signature, object[] values)
    {
        var types = AbiFunction.Parse(signature).Inputs.Select(input => input.Type).ToList();
        return [.. Keccak256.HashData(System.Text.Encoding.ASCII.GetBytes(signature)).ToArray()[..4], .. AbiCodec.Encode(types, values)];
    }
}
