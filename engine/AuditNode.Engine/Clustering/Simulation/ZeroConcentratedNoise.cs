using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Clustering.Simulation;

/// <summary>
/// The noise of the protocol, on its own bound of each round's sensitivity, and the same for plain sums: discrete Gaussians under
/// zero-concentrated differential privacy for replacing a record.
/// </summary>
public sealed class ZeroConcentratedNoise : IRoundNoise
{
    private readonly AssignmentPolynomial? _polynomial;
    private readonly IReadOnlyList<Rho> _rounds;
    private readonly int _shares;
    private readonly RandomStream _random;

    private ZeroConcentratedNoise(AssignmentPolynomial? polynomial, IReadOnlyList<Rho> rounds, int shares, RandomStream random)
    {
        if (rounds.Count == 0) throw new ArgumentException("There must be a budget for at least one round.", nameof(rounds));
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        (_polynomial, _rounds, _shares, _random) = (polynomial, rounds, shares, random);
    }

    /// <inheritdoc/>
    public bool IsRelative => _polynomial is not null;

    /// <summary>Noise for sums relative to the centroids: what a record can move depends on how well these cover the box.</summary>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="rounds">The rho of each round.</param>
    /// <param name="shares">Independent full shares: 1, or 2 for mutual noise.</param>
    /// <param name="random">Used for nothing else.</param>
    public static ZeroConcentratedNoise OfRelativeSums(AssignmentPolynomial polynomial, IReadOnlyList<Rho> rounds, int shares, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(polynomial);
        return new ZeroConcentratedNoise(polynomial, rounds, shares, random);
    }

    /// <summary>Noise for plain sums; counts get sqrt(d) times less than sums.</summary>
    /// <inheritdoc cref="OfRelativeSums"/>
    public static ZeroConcentratedNoise OfPlainSums(IReadOnlyList<Rho> rounds, int shares, RandomStream random) => new(null, rounds, shares, random);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no budget for the round.</exception>
    public BigInteger[] Draw(int round, Centroids centroids)
    {
        if (round < 0 || round >= _rounds.Count) throw new ArgumentOutOfRangeException(nameof(round), round, $"There is a budget for {_rounds.Count} rounds.");
        RoundSensitivity sensitivity = _polynomial is null
            ? RoundSensitivity.OfPlainSums(centroids.ClusterCount, centroids.FeatureCount, Math.Sqrt(centroids.FeatureCount))
            : RoundSensitivity.Bound(centroids, _polynomial);
        NoisePlan plan = NoisePlan.Create(_rounds[round], sensitivity, centroids.FeatureCount, Math.ScaleB(1, -SoftLloyd.UnitBits), 0);
        BigInteger[] noise = plan.Draw(_random);
        for (int share = 1; share < _shares; share++)
        {
            BigInteger[] other = plan.Draw(_random);
            for (int o = 0; o < noise.Length; o++) noise[o] += other[o];
        }

        return noise;
    }
}
