namespace AuditNode.Chain.Tests;

public class Keccak256Tests
{
    /// <summary>Digests that every Ethereum client has as constants: of nothing, and of the RLP of an empty string and of an empty list.</summary>
    [Theory]
    [InlineData("0x", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("0x80", "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")]
    [InlineData("0xc0", "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347")]
    public void Digests_are_those_of_the_yellow_paper(string data, string digest) =>
        Assert.Equal(digest, Keccak256.HashData(HexData.Decode(data)).ToString());

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Keccak256.HashData([1], new byte[31]));
}
