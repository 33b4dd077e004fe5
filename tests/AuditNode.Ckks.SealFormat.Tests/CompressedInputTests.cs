namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>What SEAL saves in a form that is not supported is refused with the way out.</summary>
[Collection(SealCollection.Name)]
public class CompressedInputTests(SealSessions sessions)
{
    [Theory]
    [InlineData("ciphertext", "fresh-zstd.bin")]
    [InlineData("publicKey", "public-zlib.bin")]
    [InlineData("secretKey", "secret-zstd.bin")]
    [InlineData("parameters", "parameters-zlib.bin")]
    public async Task Compressed_objects_are_refused_with_the_remedy(string kind, string file)
    {
        var session = await sessions.GetAsync(8192);
        var refused = SealSamples.Refusal(kind, session.File(file), session.Parameters);
        Assert.Equal("header.comprMode", refused.Field);
        Assert.EndsWith("Save again with compr_mode_type::none.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ciphertext", "fresh-seeded.bin")]
    [InlineData("publicKey", "public-seeded.bin")]
    public async Task Seed_compressed_objects_are_refused_with_the_remedy(string kind, string file)
    {
        var session = await sessions.GetAsync(8192);
        var refused = SealSamples.Refusal(kind, session.File(file), session.Parameters);
        Assert.Equal("data.count", refused.Field);
        Assert.Contains("not the Serializable<> form", refused.Message, StringComparison.Ordinal);
    }
}
