using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Clustering.Simulation;

/// <summary>
/// The noise of DPLloyd: counts and plain sums of all clusters get Laplace noise of one scale, each of T rounds the same part of epsilon. With
/// the exact assignment it gives (epsilon, 0)-differential privacy for replacing a record.
/// </summary>
/// <remarks>
/// A. Blum, C. Dwork, F. McSherry and K. Nissim, PODS 2005; D. Su, J. Cao, N. Li, E. Bertino and H. Jin, CODASPY 2016, section 2.2. A record adds
/// at most 1 to one count and d to the magnitudes of that cluster's sums: L1 sensitivity d + 1 for adding or removing a record, which is
/// those authors' relation, and twice that for replacing one.
/// </remarks>
public sealed class LaplaceNoise : IRoundNoise
{
    /// <summary>The number of rounds that Su et al. recommend.</summary>
    public const int PublishedRounds = 5;

    private readonly BigInteger _scale;
    private readonly RandomStream _random;

    /// <summary>Shares epsilon out evenly.</summary>
    /// <param name="epsilon">For all rounds together: from 1e-6 to 1e6.</param>
    /// <param name="rounds">T, from 1 to 1,000,000.</param>
    /// <param name="features">d, from 1 to <see cref="Centroids.MaximumFeatures"/>.</param>
    /// <param name="random">Used for nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public LaplaceNoise(double epsilon, int rounds, int features, RandomStream random)
    {
        if (!(epsilon is >= 1e-6 and <= 1e6)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Must be from 1e-6 to 1e6.");
        if (rounds is < 1 or > 1_000_000) throw new ArgumentOutOfRangeException(nameof(rounds), rounds, "Must be from 1 to 1,000,000.");
        if (features is < 1 or > Centroids.MaximumFeatures)
            throw new ArgumentOutOfRangeException(nameof(features), features, $"Must be from 1 to {Centroids.MaximumFeatures}.");
        Scale = 2.0 * (features + 1) * rounds / epsilon;
        _scale = new BigInteger(Math.Ceiling(Math.ScaleB(Scale, SoftLloyd.UnitBits)));
        _random = random;
    }

    /// <summary>The scale b of the density exp(-|x| / b) / 2b: 2 (d + 1) T / epsilon.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public bool IsRelative => false;

    /// <inheritdoc/>
    public BigInteger[] Draw(int round, Centroids centroids)
    {
        var noise = new BigInteger[centroids.ClusterCount * (centroids.FeatureCount + 1)];
        for (int o = 0; o < noise.Length; o++) noise[o] = ExactDiscreteLaplace.Sample(_random, _scale, BigInteger.One);
        return noise;
    }
}
