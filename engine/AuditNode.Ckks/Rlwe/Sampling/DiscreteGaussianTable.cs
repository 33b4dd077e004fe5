using System.Numerics;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// The cumulative distribution of the magnitude of a centred discrete Gaussian, rounded to 126 bits. Integer arithmetic only,
/// so every machine computes the same table.
/// </summary>
/// <remarks>
/// <para>Threshold k is C(k) = Pr[|X| ≤ k] times 2^126, to the nearest integer; the table stops before the first that rounds to
/// 2^126, where less than 2^-126 of the distribution is left. For u uniform over [0, 2^126) the number of thresholds at or
/// below u is the magnitude.</para>
/// <para>Statistical distance from the exact distribution: each of the n + 1 magnitudes has a probability off by at most the
/// rounding of two thresholds, 2^-126, and the magnitudes past the table have less than 2^-126 together, so the distance is
/// below (n + 2) / 2 · 2^-126. At the widest, sigma = 20, n is 261: below 2^-118.</para>
/// </remarks>
internal sealed class DiscreteGaussianTable
{
    internal const int ThresholdBits = 126;

    // Truncation puts the ratios of neighbouring weights off by less than 2^-238, the at most 377 weights by less than 2^-230 each
    // and 2^-220 together: nothing beside 2^-126.
    private const int FractionBits = 256;

    private DiscreteGaussianTable(List<BigInteger> thresholds)
    {
        High = [.. thresholds.Select(threshold => (ulong)(threshold >> 63))];
        Low = [.. thresholds.Select(threshold => (ulong)(threshold & long.MaxValue))];
    }

    /// <summary>The upper 63 bits of each threshold.</summary>
    internal ulong[] High { get; }

    /// <summary>The lower 63 bits of each threshold.</summary>
    internal ulong[] Low { get; }

    /// <summary>The frequency of each magnitude, in units of 2^-126: the differences of the thresholds.</summary>
    internal BigInteger[] Frequencies()
    {
        var frequencies = new BigInteger[High.Length + 1];
        BigInteger previous = 0;
        for (int magnitude = 0; magnitude < frequencies.Length; magnitude++)
        {
            BigInteger threshold = magnitude < High.Length
                ? ((BigInteger)High[magnitude] << 63) + Low[magnitude]
                : BigInteger.One << ThresholdBits;
            frequencies[magnitude] = threshold - previous;
            previous = threshold;
        }

        return frequencies;
    }

    /// <summary>Computes the table of a positive standard deviation, numerator over denominator.</summary>
    internal static DiscreteGaussianTable Compute(BigInteger numerator, BigInteger denominator)
    {
        List<BigInteger> weights = Weights(denominator * denominator, 2 * numerator * numerator);

        // Both signs of a magnitude share its frequency; zero has one.
        BigInteger total = (2 * weights.Aggregate(BigInteger.Add)) - weights[0];
        var thresholds = new List<BigInteger>();
        BigInteger cumulative = -weights[0];
        foreach (BigInteger weight in weights)
        {
            cumulative += 2 * weight;
            BigInteger threshold = ((cumulative << (ThresholdBits + 1)) + total) / (2 * total);
            if (threshold >> ThresholdBits != 0)
                break;
            thresholds.Add(threshold);
        }

        return new DiscreteGaussianTable(thresholds);
    }

    // exp(-q k²) in units of 2^-256 for k = 0, 1, ... until it rounds to zero, q being numerator over denominator. The ratio of
    // neighbours is exp(-q (2k + 1)), and the ratio of neighbouring ratios is exp(-2q), so one exponential gives them all.
    private static List<BigInteger> Weights(BigInteger numerator, BigInteger denominator)
    {
        BigInteger ratio = ExpOfNegative(numerator, denominator);
        BigInteger step = (ratio * ratio) >> FractionBits;
        var weights = new List<BigInteger>();
        for (BigInteger weight = BigInteger.One << FractionBits; !weight.IsZero; weight = (weight * ratio) >> FractionBits)
        {
            if (weights.Count > 0)
                ratio = (ratio * step) >> FractionBits;
            weights.Add(weight);
        }

        return weights;
    }

    // exp(-numerator / denominator) in units of 2^-256 by its Taylor series; the argument is at most 2, so no term exceeds 2.
    private static BigInteger ExpOfNegative(BigInteger numerator, BigInteger denominator)
    {
        BigInteger sum = 0;
        BigInteger term = BigInteger.One << FractionBits;
        for (int n = 1; !term.IsZero; n++)
        {
            sum += term;
            term = -term * numerator / (denominator * n);
        }

        return sum;
    }
}
