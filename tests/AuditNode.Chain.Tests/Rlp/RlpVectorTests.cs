using System.Numerics;
using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Tests.Rlp;

/// <summary>Examples of the RLP page of ethereum.org and of the Ethereum tests' RLPTests/rlptest.json.</summary>
public class RlpVectorTests
{
    private const string Lorem = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";

    [Theory]
    [InlineData("", "0x80")]
    [InlineData("dog", "0x83646f67")]
    [InlineData("\0", "0x00")]
    [InlineData("\u0001", "0x01")]
    [InlineData("\u007f", "0x7f")]
    [InlineData("Lorem ipsum dolor sit amet, consectetur adipisicing eli", "0xb74c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c69")]
    [InlineData(Lorem, "0xb8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c6974")]
    public void Strings_are_written_and_read_as_in_the_examples(string text, string rlp)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var writer = new RlpWriter();
        writer.WriteBytes(bytes);
        Assert.Equal(rlp, HexData.Encode(writer.ToArray()));
        var reader = new RlpReader(HexData.Decode(rlp));
        Assert.Equal(bytes, reader.ReadBytes().ToArray());
        reader.End();
    }

    [Theory]
    [InlineData("0", "0x80")]
    [InlineData("1", "0x01")]
    [InlineData("127", "0x7f")]
    [InlineData("128", "0x8180")]
    [InlineData("1000", "0x8203e8")]
    [InlineData("100000", "0x830186a0")]
    [InlineData("83729609699884896815286331701780722", "0x8f102030405060708090a0b0c0d0e0f2")]
    [InlineData("105315505618206987246253880190783558935785933862974822347068935681", "0x9c0100020003000400050006000700080009000a000b000c000d000e01")]
    public void Numbers_are_written_and_read_as_in_the_examples(string number, string rlp)
    {
        var value = BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        var writer = new RlpWriter();
        writer.WriteInteger(value);
        Assert.Equal(rlp, HexData.Encode(writer.ToArray()));
        var reader = new RlpReader(HexData.Decode(rlp));
        Assert.Equal(value, reader.ReadUInt256());
        if (value > ulong.MaxValue)
            return;
        var small = new RlpWriter();
        small.WriteInteger((ulong)value);
        Assert.Equal(rlp, HexData.Encode(small.ToArray()));
        var again = new RlpReader(HexData.Decode(rlp));
        Assert.Equal((ulong)value, again.ReadUInt64());
    }

    [Theory]
    [InlineData("[]", "0xc0")]
    [InlineData("[dog god cat]", "0xcc83646f6783676f6483636174")]
    [InlineData("[[] [[]] [[] [[]]]]", "0xc7c0c1c0c3c0c1c0")]
    [InlineData("[[[] []] []]", "0xc4c2c0c0c0")]
    [InlineData(
        "[asdf qwer zxcv asdf qwer zxcv asdf qwer zxcv asdf qwer]",
        "0xf784617364668471776572847a78637684617364668471776572847a78637684617364668471776572847a78637684617364668471776572")]
    [InlineData(
        "[[asdf qwer zxcv] [asdf qwer zxcv] [asdf qwer zxcv] [asdf qwer zxcv]]",
        "0xf840cf84617364668471776572847a786376cf84617364668471776572847a786376cf84617364668471776572847a786376cf84617364668471776572847a786376")]
    public void Lists_are_written_and_read_as_in_the_examples(string text, string rlp)
    {
        var writer = new RlpWriter();
        foreach (var word in text.Replace("[", " [ ").Replace("]", " ] ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "[")
                writer.StartList();
            else if (word == "]")
                writer.EndList();
            else
                writer.WriteBytes(System.Text.Encoding.UTF8.GetBytes(word));
        }
        Assert.Equal(rlp, HexData.Encode(writer.ToArray()));
        var reader = new RlpReader(HexData.Decode(rlp));
        Assert.Equal(text, Describe(ref reader));
    }

    [Fact]
    public void Open_and_missing_lists_are_mistakes_of_the_caller()
    {
        var writer = new RlpWriter();
        Assert.Throws<InvalidOperationException>(writer.EndList);
        writer.StartList();
        Assert.Throws<InvalidOperationException>(() => writer.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteInteger(BigInteger.MinusOne));
    }

    private static string Describe(ref RlpReader reader)
    {
        var parts = new List<string>();
        while (!reader.IsAtEnd)
        {
            if (reader.IsList)
            {
                var items = reader.ReadList();
                parts.Add($"[{Describe(ref items)}]");
            }
            else
            {
                parts.Add(System.Text.Encoding.UTF8.GetString(reader.ReadBytes()));
            }
        }
        return string.Join(' ', parts);
    }
}
