using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// How much noise each output of a round gets, as integer variances in units of the packed ciphertext, and what that costs. One share; in
/// mutual mode each party draws one of its own.
/// </summary>
public sealed class NoisePlan
{
    private NoisePlan(int clusters, int features, double sensitivity, BigInteger countVariance, BigInteger sumVariance, Rho cost)
    {
        (ClusterCount, FeatureCount, SensitivityUnits) = (clusters, features, sensitivity);
        (CountVariance, SumVariance, Cost) = (countVariance, sumVariance, cost);
    }

    /// <summary>k.</summary>
    public int ClusterCount { get; }

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of outputs, k (d + 1).</summary>
    public int OutputCount => ClusterCount * (FeatureCount + 1);

    /// <summary>L2 sensitivity of the weighted integers with their approximation errors, in units.</summary>
    public double SensitivityUnits { get; }

    /// <summary>Variance of the noise of a count, in units squared.</summary>
    public BigInteger CountVariance { get; }

    /// <summary>Variance of the noise of a relative sum, in units squared.</summary>
    public BigInteger SumVariance { get; }

    /// <summary>What the round costs: never more than the rho it was planned for.</summary>
    public Rho Cost { get; }

    /// <summary>Plans a round.</summary>
    /// <param name="rho">The most that the round may cost; above 0.</param>
    /// <param name="sensitivity">Sensitivity of the exact sums.</param>
    /// <param name="clusters">k, at least 1.</param>
    /// <param name="features">d, at least 1.</param>
    /// <param name="unit">Value of one integer unit of an output; above 0.</param>
    /// <param name="errorBoundUnits">Bound of the difference between a decrypted integer and the exact sum, in units; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static NoisePlan Create(Rho rho, RoundSensitivity sensitivity, int clusters, int features, double unit, double errorBoundUnits)
    {
        ArgumentNullException.ThrowIfNull(sensitivity);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!(double.IsFinite(unit) && unit > 0)) throw new ArgumentOutOfRangeException(nameof(unit), unit, "A unit must be above 0.");
        if (!(double.IsFinite(errorBoundUnits) && errorBoundUnits >= 0))
            throw new ArgumentOutOfRangeException(nameof(errorBoundUnits), errorBoundUnits, "A bound of an error must be at least 0.");

        // Each output may be off by the bound for either neighbour: a vector of norm 2 bound sqrt(k (a^2 + d)).
        double a = sensitivity.CountWeight;
        double units = (sensitivity.Sensitivity / unit + 2 * errorBoundUnits * Math.Sqrt(clusters * (a * a + features))) * (1 + Math.ScaleB(1, -48));
        BigInteger sumVariance = GaussianMechanism.Variance(units, rho);
        Fraction weight = Fraction.Of(a);
        BigInteger countVariance = BigInteger.Max((Fraction.OfInteger(sumVariance) / (weight * weight)).Ceiling(), BigInteger.One);
        // Rounding up left both variances at or above what the joint vector needs, sumVariance and sumVariance / a^2.
        return new NoisePlan(clusters, features, units, countVariance, sumVariance, GaussianMechanism.Cost(units, sumVariance));
    }

    /// <summary>Variance of the noise of an output, in units squared.</summary>
    /// <param name="output">i (d + 1) for the count of cluster i, i (d + 1) + 1 + f for its relative sum in feature f.</param>
    public BigInteger Variance(int output)
    {
        if (output < 0 || output >= OutputCount) throw new ArgumentOutOfRangeException(nameof(output), output, $"There are {OutputCount} outputs.");
        return output % (FeatureCount + 1) == 0 ? CountVariance : SumVariance;
    }

    /// <summary>Draws one share: an integer for each output, independent discrete Gaussians.</summary>
    /// <param name="random">The drawing party's own stream, secret and used for nothing else.</param>
    public BigInteger[] Draw(RandomStream random)
    {
        var share = new BigInteger[OutputCount];
        for (int o = 0; o < share.Length; o++) share[o] = ExactDiscreteGaussian.Sample(random, Variance(o), BigInteger.One);
        return share;
    }
}
