using System.Numerics;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>One release: first only the seed of its noise, then what was released.</summary>
/// <param name="Digest">SHA-256 of the request.</param>
/// <param name="Seed">32 secret bytes, until the release is known.</param>
/// <param name="Integers">The release, or null.</param>
internal sealed record ReleaseEntry(ReadOnlyMemory<byte> Digest, ReadOnlyMemory<byte> Seed, IReadOnlyList<BigInteger>? Integers)
{
    /// <summary>The digest as a key of dictionaries.</summary>
    public string Name { get; } = Convert.ToHexStringLower(Digest.Span);
}
