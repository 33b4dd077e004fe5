using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// How much noise each output of a round gets, as integer variances in units of the packed ciphertext, and what that costs. One share; in
/// mutual mode each party draws one of its own.
/// </summary>
public sealed class NoisePlan
{
    private readonly BigInteger[] _countVariances;
    private readonly BigInteger[] _sumVariances;

    private NoisePlan(int features, double sensitivity, BigInteger[] countVariances, BigInteger[] sumVariances, Rho cost)
    {
        (FeatureCount, SensitivityUnits, Cost) = (features, sensitivity, cost);
        (_countVariances, _sumVariances) = (countVariances, sumVariances);
    }

    /// <summary>k.</summary>
    public int ClusterCount => _countVariances.Length;

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of outputs, k (d + 1).</summary>
    public int OutputCount => ClusterCount * (FeatureCount + 1);

    /// <summary>L2 sensitivity of the weighted integers with their approximation errors, in units.</summary>
    public double SensitivityUnits { get; }

    /// <summary>What the round costs: never more than the rho it was planned for.</summary>
    public Rho Cost { get; }

    /// <summary>Plans a round.</summary>
    /// <param name="rho">The most that the round may cost; above 0.</param>
    /// <param name="sensitivity">Sensitivity of the exact sums.</param>
    /// <param name="features">d, at least 1.</param>
    /// <param name="unit">Value of one integer unit of an output; above 0.</param>
    /// <param name="errorBoundUnits">Bound of the difference between a decrypted integer and the exact sum, in units; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static NoisePlan Create(Rho rho, RoundSensitivity sensitivity, int features, double unit, double errorBoundUnits)
    {
        ArgumentNullException.ThrowIfNull(sensitivity);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!(double.IsFinite(unit) && unit > 0)) throw new ArgumentOutOfRangeException(nameof(unit), unit, "A unit must be above 0.");
        if (!(double.IsFinite(errorBoundUnits) && errorBoundUnits >= 0))
            throw new ArgumentOutOfRangeException(nameof(errorBoundUnits), errorBoundUnits, "A bound of an error must be at least 0.");

        // Every output may be off by the bound for either neighbour: a weighted vector of norm 2 bound sqrt(sum of alpha^2 + d beta^2).
        double squares = 0;
        foreach (double alpha in sensitivity.Weights.Counts) squares += alpha * alpha;
        foreach (double beta in sensitivity.Weights.Sums) squares += features * (beta * beta);
        double units = (sensitivity.Sensitivity / unit + 2 * errorBoundUnits * Math.Sqrt(squares)) * (1 + Math.ScaleB(1, -40));
        Fraction square = Fraction.Of(units) * Fraction.Of(units);
        GaussianMechanism.Check(units, rho);
        // The variance of a weighted output, before it is divided by the squared weight and rounded up to an integer.
        Fraction variance = square / (Fraction.OfInteger(2) * rho.ToFraction());
        BigInteger[] counts = [.. sensitivity.Weights.Counts.ToArray().Select(weight => Divide(variance, weight))];
        BigInteger[] sums = [.. sensitivity.Weights.Sums.ToArray().Select(weight => Divide(variance, weight))];
        return new NoisePlan(features, units, counts, sums, rho);
    }

    /// <summary>Variance of the noise of an output, in units squared.</summary>
    /// <param name="output">i (d + 1) for the count of cluster i, i (d + 1) + 1 + f for its relative sum in feature f.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public BigInteger Variance(int output)
    {
        if (output < 0 || output >= OutputCount) throw new ArgumentOutOfRangeException(nameof(output), output, $"There are {OutputCount} outputs.");
        (int cluster, int place) = Math.DivRem(output, FeatureCount + 1);
        return place == 0 ? _countVariances[cluster] : _sumVariances[cluster];
    }

    /// <summary>Standard deviation of the noise of an output, in units, to double precision; for thresholds and reports.</summary>
    /// <param name="output">As in <see cref="Variance"/>.</param>
    public double Deviation(int output) => Math.Sqrt((double)Variance(output));

    /// <summary>Draws one share: an integer for each output, independent discrete Gaussians.</summary>
    /// <param name="random">The drawing party's own stream, secret and used for nothing else.</param>
    public BigInteger[] Draw(RandomStream random)
    {
        var share = new BigInteger[OutputCount];
        for (int o = 0; o < share.Length; o++) share[o] = ExactDiscreteGaussian.Sample(random, Variance(o), BigInteger.One);
        return share;
    }

    private static BigInteger Divide(Fraction variance, double weight)
    {
        Fraction exact = Fraction.Of(weight);
        return BigInteger.Max((variance / (exact * exact)).Ceiling(), BigInteger.One);
    }
}
