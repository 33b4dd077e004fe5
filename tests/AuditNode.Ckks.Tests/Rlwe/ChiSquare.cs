namespace AuditNode.Ckks.Tests.Rlwe;

/// <summary>Pearson's goodness-of-fit statistic, in standard deviations above its mean.</summary>
/// <remarks>
/// With n bins the statistic has mean n - 1 and variance 2(n - 1). The seed is fixed, so the bound of 5 deviations decides
/// once and for all; a frequency off by one in a hundred goes far beyond it at the sample sizes used here.
/// </remarks>
internal static class ChiSquare
{
    internal const double Bound = 5;

    internal static double Deviations(IReadOnlyList<long> observed, IReadOnlyList<double> probabilities)
    {
        double total = observed.Sum();
        double statistic = 0;
        for (int i = 0; i < observed.Count; i++)
        {
            double expected = total * probabilities[i];
            Assert.True(expected >= 5, $"Bin {i} expects {expected} observations: too few for the statistic.");
            statistic += (observed[i] - expected) * (observed[i] - expected) / expected;
        }

        double degrees = observed.Count - 1;
        return (statistic - degrees) / Math.Sqrt(2 * degrees);
    }
}
