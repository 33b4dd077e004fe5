using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Where a party's noise comes from: the operating system's entropy, or a seed in tests.</summary>
internal sealed class NoiseSource
{
    private readonly byte[]? _seed;

    private NoiseSource(byte[]? seed) => _seed = seed;

    /// <summary>Fresh randomness for every draw.</summary>
    public static NoiseSource Entropy { get; } = new(null);

    /// <summary>The same noise for the same seed: for tests only, since who knows the seed can take the noise away.</summary>
    public static NoiseSource Seeded(ReadOnlySpan<byte> seed) => new(seed.ToArray());

    /// <summary>The stream of a purpose and round; the caller disposes it.</summary>
    public RandomStream Open(string domain, int round) =>
        _seed is null ? RandomStream.FromEntropy(domain) : new RandomStream(_seed, domain, (ulong)round);
}
