using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

public sealed class TranscriptCodecTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    [InlineData(65536, 2)]
    public void Width_is_the_least_that_holds_every_integer_below_the_modulus(int modulus, int bytes) =>
        Assert.Equal(bytes, TranscriptCodec.ByteCount(modulus));

    [Fact]
    public void Refused_input_leaves_the_unread_bytes_as_they_were()
    {
        byte[] bytes = [9, 0, 0, 0, 1];
        ReadOnlySpan<byte> unread = bytes;

        Assert.False(TranscriptCodec.TryDeserializeVarLenString(ref unread, out _));
        Assert.False(TranscriptCodec.TryDeserializeUint(ref unread, 9, out _));

        Assert.Equal(bytes, unread.ToArray());
    }

    [Fact]
    public void Value_of_the_modulus_is_refused_by_name()
    {
        var refused = Assert.Throws<ProofParameterException>(() => TranscriptCodec.SerializeUint(7, 7));

        Assert.Equal("value", refused.Field);
    }

    [Fact]
    public void Wrong_number_of_squeezed_bytes_is_refused_by_name()
    {
        var refused = Assert.Throws<ProofParameterException>(() => TranscriptCodec.DecodeUint(new byte[17 + 1], 7));

        Assert.Equal("squeezed", refused.Field);
    }
}
