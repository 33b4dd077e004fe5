using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class RandomStreamTests
{
    [Fact]
    public void Gives_the_bytes_of_an_independent_implementation()
    {
        var vectors = VectorFile.Open("sampling.json");
        foreach (var vector in vectors.GetProperty("stream").EnumerateArray())
        {
            using var stream = new RandomStream(
                vectors.Bytes("seed"), vector.Text("domain"), vector.GetProperty("index").GetUInt64());
            stream.Fill(new byte[vector.GetProperty("offset").GetInt32()]);
            byte[] bytes = new byte[vector.Bytes("bytes").Length];
            stream.Fill(bytes);
            Assert.Equal(vector.Bytes("bytes"), bytes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(8191)]
    [InlineData(8193)]
    public void Does_not_depend_on_how_it_is_cut_into_calls(int step)
    {
        byte[] whole = new byte[40_000];
        byte[] parts = new byte[whole.Length];
        using var first = FixedSeed.Stream("cut");
        using var second = FixedSeed.Stream("cut");
        first.Fill(whole);
        for (int offset = 0; offset < parts.Length; offset += step)
            second.Fill(parts.AsSpan(offset, Math.Min(step, parts.Length - offset)));

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Differs_by_seed_domain_and_index()
    {
        byte[] otherSeed = FixedSeed.Bytes;
        otherSeed[31] ^= 0x80;
        using var otherSeedStream = new RandomStream(otherSeed, "a");
        using RandomStream first = FixedSeed.Stream("a"), otherDomain = FixedSeed.Stream("b"), otherIndex = FixedSeed.Stream("a", 1);
        RandomStream[] streams = [first, otherSeedStream, otherDomain, otherIndex];
        var openings = streams.Select(stream =>
        {
            byte[] bytes = new byte[16];
            stream.Fill(bytes);
            return Convert.ToHexString(bytes);
        });

        Assert.Equal(streams.Length, openings.Distinct().Count());
    }

    [Fact]
    public void Two_streams_from_entropy_differ()
    {
        byte[] first = new byte[32], second = new byte[32];
        using RandomStream one = RandomStream.FromEntropy("entropy"), other = RandomStream.FromEntropy("entropy");
        one.Fill(first);
        other.Fill(second);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Filling_allocates_nothing()
    {
        using var stream = FixedSeed.Stream("allocation");
        byte[] bytes = new byte[100_000];
        stream.Fill(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stream.Fill(bytes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Disposal_clears_the_buffer_and_refuses_further_use()
    {
        var stream = FixedSeed.Stream("disposal");
        stream.Fill(new byte[1]);
        Assert.True(stream.Buffer.ContainsAnyExcept((byte)0));

        stream.Dispose();
        stream.Dispose();
        Assert.False(stream.Buffer.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => stream.Fill(new byte[1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Refuses_a_seed_of_another_length(int length)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new RandomStream(new byte[length], "a"));
        Assert.Equal("seed", refusal.ParamName);
        Assert.Contains("exactly 32", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\t")]
    [InlineData("é")]
    public void Refuses_a_domain_that_is_not_printable_ASCII(string domain)
    {
        Assert.Equal("domain", Assert.Throws<ArgumentException>(() => FixedSeed.Stream(domain)).ParamName);
    }

    [Fact]
    public void Refuses_a_domain_over_255_characters()
    {
        Assert.Equal("domain", Assert.Throws<ArgumentException>(() => FixedSeed.Stream(new string('a', 256))).ParamName);
    }
}
