using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Clustering.Simulation;

/// <summary>Gaussian noise of the same deviations in every round on counts and plain sums, as a composition theorem gives them.</summary>
public sealed class GaussianNoise : IRoundNoise
{
    private readonly BigInteger _countVariance;
    private readonly BigInteger _sumVariance;
    private readonly RandomStream _random;

    /// <summary>Takes deviations.</summary>
    /// <param name="countDeviation">Of a count, in records: above 0, at most 2^53.</param>
    /// <param name="sumDeviation">Of a sum of features in [-1, 1]: above 0, at most 2^53.</param>
    /// <param name="random">Used for nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">A deviation is out of range.</exception>
    public GaussianNoise(double countDeviation, double sumDeviation, RandomStream random)
    {
        _countVariance = Variance(countDeviation, nameof(countDeviation));
        _sumVariance = Variance(sumDeviation, nameof(sumDeviation));
        _random = random;
    }

    /// <inheritdoc/>
    public bool IsRelative => false;

    /// <inheritdoc/>
    public BigInteger[] Draw(int round, Centroids centroids)
    {
        var noise = new BigInteger[centroids.ClusterCount * (centroids.FeatureCount + 1)];
        for (int o = 0; o < noise.Length; o++)
            noise[o] = ExactDiscreteGaussian.Sample(_random, o % (centroids.FeatureCount + 1) == 0 ? _countVariance : _sumVariance, BigInteger.One);
        return noise;
    }

    private static BigInteger Variance(double deviation, string name)
    {
        if (!(deviation > 0 && deviation <= Math.ScaleB(1, 53))) throw new ArgumentOutOfRangeException(name, deviation, "Must be above 0, at most 2^53.");
        var units = new BigInteger(Math.Ceiling(Math.ScaleB(deviation, SoftLloyd.UnitBits)));
        return units * units;
    }
}
