using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What a candidate for noise is made from, and the salt that hides it in its commitment.</summary>
/// <param name="Seed">32 bytes.</param>
/// <param name="Salt">32 bytes.</param>
internal sealed record NoiseSeed(ReadOnlyMemory<byte> Seed, ReadOnlyMemory<byte> Salt)
{
    public const int Length = RandomStream.SeedLength + SaltLength;

    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> Label => "AuditNode noise seed v1"u8;

    public static NoiseSeed Draw(RandomStream random)
    {
        byte[] bytes = new byte[Length];
        random.Fill(bytes);
        return new NoiseSeed(bytes.AsMemory(0, RandomStream.SeedLength), bytes.AsMemory(RandomStream.SeedLength));
    }

    /// <summary>The commitment: SHA-256 of a label, the salt and the seed.</summary>
    public byte[] Commit() => SHA256.HashData([.. Label, .. Salt.Span, .. Seed.Span]);

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteBytes(Seed.Span);
        writer.WriteBytes(Salt.Span);
    }

    public static NoiseSeed Read(ref BoundedReader reader) =>
        new(reader.ReadBytes("seed", RandomStream.SeedLength).ToArray(), reader.ReadBytes("salt", SaltLength).ToArray());
}
