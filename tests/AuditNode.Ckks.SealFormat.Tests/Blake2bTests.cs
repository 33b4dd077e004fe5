using System.Text.Json;

namespace AuditNode.Ckks.SealFormat.Tests;

public class Blake2bTests
{
    [Fact]
    public void Digests_equal_the_reference_vectors()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "vectors", "blake2b.json");
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var vectors = file.RootElement.GetProperty("vectors");
        Assert.Equal(14, vectors.GetArrayLength());
        foreach (var vector in vectors.EnumerateArray())
        {
            var expected = vector.GetProperty("digest").GetString()!;
            var digest = new byte[expected.Length / 2];
            Blake2b.Hash(Convert.FromHexString(vector.GetProperty("message").GetString()!), digest);
            Assert.Equal(expected, Convert.ToHexStringLower(digest));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_digest_length_outside_1_to_64_bytes_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => Blake2b.Hash([], new byte[length]));
}
