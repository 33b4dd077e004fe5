using System.Text;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class ExpandMessageXmdTests
{
    [Fact]
    public void Output_agrees_with_RFC_9380_for_short_and_oversized_tags()
    {
        var vectors = EmbeddedVectors.Read<ExpandMessageVectors>("expandMessageXmdSha256.json");
        Assert.Equal([38, 256], vectors.Suites.Select(s => s.DomainSeparationTag.Length));
        Assert.All(vectors.Suites, suite =>
        {
            Assert.Equal(10, suite.Vectors.Length);
            Assert.All(suite.Vectors, vector =>
            {
                var output = new byte[vector.Length];
                ExpandMessageXmd.Fill(Encoding.ASCII.GetBytes(vector.Message), Encoding.ASCII.GetBytes(suite.DomainSeparationTag), output);
                Assert.Equal(vector.UniformBytes, Convert.ToHexStringLower(output));
            });
        });
    }

    [Fact]
    public void A_tag_of_255_bytes_is_used_as_it_is_and_one_of_256_bytes_is_hashed()
    {
        byte[] longest = [.. Enumerable.Repeat((byte)'t', 255)];
        Assert.NotEqual(Expand(longest, 32), Expand([.. longest, (byte)'t'], 32));
    }

    [Fact]
    public void At_most_255_digests_are_made()
    {
        Assert.Equal(ExpandMessageXmd.MaximumLength, Expand("tag"u8, ExpandMessageXmd.MaximumLength).Length);
        Assert.Throws<ArgumentOutOfRangeException>("output", () => Expand("tag"u8, ExpandMessageXmd.MaximumLength + 1));
    }

    private static byte[] Expand(ReadOnlySpan<byte> tag, int length)
    {
        var output = new byte[length];
        ExpandMessageXmd.Fill("message"u8, tag, output);
        return output;
    }

    private sealed record ExpandMessageVectors(string Source, ExpandMessageSuite[] Suites);

    private sealed record ExpandMessageSuite(string DomainSeparationTag, ExpandMessageVector[] Vectors);

    private sealed record ExpandMessageVector(string Message, int Length, string UniformBytes);
}
