using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>Data that makes a lenient decoder read beyond the end, take memory, or find a second meaning.</summary>
public class AbiDecodingAttackTests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Max = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    [Theory]
    [InlineData("address", "0000000000000000000000010000000000000000000000000000000000000000")]
    [InlineData("address", "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("bool", "0100000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("uint64", "0000000000000000000000000000000000000000000000010000000000000000")]
    [InlineData("uint248", "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("int8", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("int8", "00000000000000000000000000000000000000000000000000000000000000ff")]
    [InlineData("int248", "0080000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("bytes4", "0102030400000000000000000000000000000000000000000000000000000001")]
    [InlineData("bytes31", "0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("function", "0000000000000000000000000000000000000000000000000100000000000000")]
    public void Dirty_bits_beyond_a_value_are_refused(string type, string word) => Refused(type, word, "[0]");

    [Fact]
    public void Dirty_padding_of_bytes_and_strings_is_refused()
    {
        Refused("bytes", Word(32) + Word(1) + "01" + Zero[..60] + "01", "[0]");
        Refused("string", Word(32) + Word(0x21) + Zero + "61" + Zero[..2] + "01" + Zero[..58], "[0]");
    }

    [Theory]
    [InlineData(Max)]
    [InlineData("0000000000000000000000000000000000000000000000000000000080000000")]
    [InlineData("000000000000000000000000000000000000000000000000ffffffffffffffe0")]
    [InlineData("0000000000000000000000000000000100000000000000000000000000000020")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000021")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000040")]
    public void Offsets_other_than_the_strict_one_are_refused(string offset)
    {
        Refused("bytes", offset + Word(0) + Word(0), "[0]");
        Refused("uint256[]", offset + Word(0) + Word(0), "[0]");
        Refused("(uint8,string)", offset + Word(1) + Word(64) + Word(0), "[0]");
    }

    [Theory]
    [InlineData(Max)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000021")]
    [InlineData("000000000000000000000000000000000000000000000000000000007fffffff")]
    [InlineData("00000000000000000000000000000000000000000000000000000000ffffffff")]
    [InlineData("0000000000000000000000000000000000000000000000008000000000000000")]
    [InlineData("0800000000000000000000000000000000000000000000000000000000000001")]
    public void Lengths_beyond_the_data_are_refused_before_memory_is_taken(string length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused("bytes", Word(32) + length + Zero, "[0]");
        Refused("string", Word(32) + length + Zero, "[0]");
        Refused("uint256[]", Word(32) + length + Zero, "[0]");
        Refused("bytes[]", Word(32) + length + Zero, "[0]");
        Refused("uint8[2][]", Word(32) + length + Zero, "[0]");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Tails_shared_by_many_heads_are_refused()
    {
        // Every element of every array points to the same next one: 10 levels of 10 make 10^10 values out of 3 KB.
        var type = "uint256" + string.Concat(Enumerable.Repeat("[]", 10));
        var data = Word(32);
        for (var level = 0; level < 10; level++)
            data += Word(10) + string.Concat(Enumerable.Repeat(Word(320), 10));
        Refused(type, data + Word(0), null);
    }

    [Fact]
    public void Tails_that_overlap_swap_or_leave_gaps_are_refused()
    {
        Refused("bytes,bytes", Word(64) + Word(64) + Word(0), "[1]");
        Refused("bytes,bytes", Word(96) + Word(64) + Word(0) + Word(0), "[0]");
        Refused("bytes,bytes", Word(64) + Word(128) + Word(0) + Word(0) + Word(0), "[1]");
    }

    [Theory]
    [InlineData("uint256", "")]
    [InlineData("uint256", "00")]
    [InlineData("uint256,uint256", Zero)]
    [InlineData("uint256[2]", Zero)]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000020")]
    [InlineData("uint256", Zero + "00")]
    [InlineData("", "00")]
    public void Missing_and_surplus_bytes_are_refused(string types, string data) => Refused(types, data, "");

    [Theory]
    [InlineData("ff")]
    [InlineData("c080")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    public void Text_that_is_not_utf8_is_refused(string bytes) =>
        Refused("string", Word(32) + Word(bytes.Length / 2) + bytes.PadRight(64, '0'), "[0]");

    [Fact]
    public void Data_beyond_the_limit_is_refused() =>
        Assert.Throws<AbiDecodingException>(() => AbiCodec.Decode([AbiType.Bytes], new byte[AbiCodec.MaxDataLength + 1]));

    [Fact]
    public void Complaints_say_which_value_and_which_byte()
    {
        var function = AbiFunction.Parse("f((uint8 id, address[] parties)[] specs)");
        var data = function.EncodeCall([new object[] { new object[] { 1, new object[] { Address.Zero, Address.Zero } } }]);
        data[^32] = 1;
        var wrong = Assert.Throws<AbiDecodingException>(() => function.DecodeCall(data));
        Assert.Equal(("specs[0].parties[1]", data.Length - Selector.ByteCount - 32), (wrong.ParameterPath, wrong.Offset));
        Assert.Contains("specs[0].parties[1]", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calldata_of_another_function_is_refused()
    {
        var function = AbiFunction.Parse("f(uint256)");
        Assert.Throws<AbiDecodingException>(() => function.DecodeCall(AbiFunction.Parse("g(uint256)").EncodeCall(1)));
        Assert.Throws<AbiDecodingException>(() => function.DecodeCall([1, 2, 3]));
    }

    private static void Refused(string types, string data, string? path)
    {
        var function = AbiFunction.Parse($"f({types})");
        var wrong = Assert.Throws<AbiDecodingException>(() => AbiCodec.Decode(function.Inputs, HexData.Decode("0x" + data)));
        if (path is { Length: > 0 })
            Assert.StartsWith(path, wrong.ParameterPath, StringComparison.Ordinal);
    }

    private static string Word(int value) => value.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
}
