using System.Text;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Tests.Canonical;

public class CanonicalReaderTests
{
    [Theory]
    [InlineData("", "$")]
    [InlineData(" {}", "$")]
    [InlineData("{} ", "$")]
    [InlineData("{}{}", "$")]
    [InlineData("{ }", "$")]
    [InlineData("[1 ,2]", "$")]
    [InlineData("{\"a\": 1}", "a")]
    [InlineData("{\"a\":1,\"a\":1}", "$")]
    [InlineData("{\"b\":1,\"a\":1}", "$")]
    [InlineData("{\"x\":{\"b\":1,\"a\":1}}", "x")]
    [InlineData("{\"x\":[0,{\"b\":1,\"a\":1}]}", "x[1]")]
    [InlineData("{\"a\":1,}", "$")]
    [InlineData("[1,]", "$[1]")]
    [InlineData("[1", "$")]
    [InlineData("{\"a\"", "$")]
    [InlineData("{\"a\":", "a")]
    [InlineData("{a:1}", "$")]
    [InlineData("\"a", "$")]
    [InlineData("{\"a\":-0}", "a")]
    [InlineData("{\"a\":01}", "a")]
    [InlineData("{\"a\":+1}", "a")]
    [InlineData("{\"a\":-}", "a")]
    [InlineData("{\"a\":1.0}", "a")]
    [InlineData("{\"a\":1e2}", "a")]
    [InlineData("{\"a\":9007199254740992}", "a")]
    [InlineData("{\"a\":99999999999999999999999999}", "a")]
    [InlineData("{\"a\":true}", "a")]
    [InlineData("{\"a\":null}", "a")]
    [InlineData("{\"a\":NaN}", "a")]
    [InlineData("{\"a\":\"\\/\"}", "a")]
    [InlineData("{\"a\":\"\\u0041\"}", "a")]
    [InlineData("{\"a\":\"\\u000A\"}", "a")]
    [InlineData("{\"a\":\"\\u000a\"}", "a")]
    [InlineData("{\"a\":\"\\u001F\"}", "a")]
    [InlineData("{\"a\":\"\\u20ac\"}", "a")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", "a")]
    [InlineData("{\"a\":\"\\u00\"}", "a")]
    [InlineData("{\"a\":\"\\", "a")]
    [InlineData("{\"a\":\"\n\"}", "a")]
    public void Refuses_everything_that_is_not_canonical(string text, string member) =>
        Assert.Equal(member, Assert.Throws<RecordFormatException>(() => CanonicalReader.Read(Encoding.UTF8.GetBytes(text), 1000)).Member);

    [Theory]
    [InlineData("22eda0bd22")] // an encoded surrogate
    [InlineData("22c0af22")] // an overlong slash
    [InlineData("22ff22")]
    [InlineData("22e282")]
    [InlineData("22f490808022")] // above U+10FFFF
    [InlineData("efbbbf7b7d")] // a byte order mark
    public void Refuses_texts_that_are_not_UTF_8(string bytes) =>
        Assert.Throws<RecordFormatException>(() => CanonicalReader.Read(Convert.FromHexString(bytes), 1000));

    [Fact]
    public void Refuses_values_that_are_nested_too_deep()
    {
        string allowed = new string('[', CanonicalValue.MaximumDepth) + new string(']', CanonicalValue.MaximumDepth);

        CanonicalReader.Read(Encoding.UTF8.GetBytes(allowed), 1000);
        Assert.Throws<RecordFormatException>(() => CanonicalReader.Read(Encoding.UTF8.GetBytes($"[{allowed}]"), 1000));
        Assert.Throws<RecordFormatException>(() => CanonicalReader.Read(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), 1_000_000));
    }

    [Fact]
    public void Refuses_more_bytes_than_allowed() => Assert.Throws<RecordFormatException>(() => CanonicalReader.Read("[1,2,3]"u8, 6));

    [Fact]
    public void Reads_what_the_writer_writes()
    {
        var inputs = new TestInputs(1);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = Random(inputs, 0).ToBytes();
            Assert.True(bytes.AsSpan().SequenceEqual(CanonicalReader.Read(bytes, 1 << 20).ToBytes()), TestSeed.Describe(round));
        }
    }

    [Fact]
    public void Accepts_no_second_encoding_of_any_value()
    {
        var inputs = new TestInputs(2);
        for (int round = 0; round < 4000; round++)
        {
            byte[] bytes = Random(inputs, 0).ToBytes();
            for (int i = 1 + inputs.Int32(3); i > 0; i--) bytes = Mutate(inputs, bytes);
            try
            {
                byte[] again = CanonicalReader.Read(bytes, 1 << 20).ToBytes();
                Assert.True(bytes.AsSpan().SequenceEqual(again), TestSeed.Describe(round));
            }
            catch (RecordFormatException)
            {
            }
        }
    }

    private static byte[] Mutate(TestInputs inputs, byte[] bytes)
    {
        if (bytes.Length == 0) return bytes;
        int at = inputs.Int32(bytes.Length);
        byte[] likely = "{}[]\",:\\u0e.- \n19az"u8.ToArray();
        byte other = inputs.Int32(2) == 0 ? likely[inputs.Int32(likely.Length)] : (byte)inputs.Int32(256);
        return inputs.Int32(4) switch
        {
            0 => [.. bytes[..at], other, .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], other, .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], .. bytes[inputs.Int32(bytes.Length)..]],
        };
    }

    private static CanonicalValue Random(TestInputs inputs, int depth) => inputs.Int32(depth < 4 ? 5 : 2) switch
    {
        0 => new CanonicalText(inputs.Text()),
        1 => new CanonicalInteger(inputs.Int64(-CanonicalValue.MaximumInteger, CanonicalValue.MaximumInteger) >> inputs.Int32(54)),
        2 => new CanonicalList([.. Enumerable.Range(0, inputs.Int32(4)).Select(_ => Random(inputs, depth + 1))]),
        _ => new CanonicalObject(Enumerable.Range(0, inputs.Int32(5)).Select(_ => inputs.Text()).Distinct().Select(name => KeyValuePair.Create(name, Random(inputs, depth + 1)))),
    };
}
