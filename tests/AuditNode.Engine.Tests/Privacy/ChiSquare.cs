namespace AuditNode.Engine.Tests.Privacy;

/// <summary>Pearson's statistic in standard deviations from its mean: n bins give a mean of n - 1 and a variance of 2 (n - 1).</summary>
internal static class ChiSquare
{
    internal const double Bound = 5;

    internal static double Deviations(IReadOnlyList<long> observed, IReadOnlyList<double> probabilities)
    {
        double total = observed.Sum(), statistic = 0;
        for (int i = 0; i < observed.Count; i++)
        {
            double expected = total * probabilities[i];
            Assert.True(expected >= 5, $"Bin {i} expects {expected} observations: too few.");
            statistic += (observed[i] - expected) * (observed[i] - expected) / expected;
        }

        double degrees = observed.Count - 1;
        return (statistic - degrees) / Math.Sqrt(2 * degrees);
    }

    /// <summary>Compares integers with weights on -reach ... reach, the rest in the outermost bins.</summary>
    /// <param name="samples">Integers.</param>
    /// <param name="weight">Unnormalised probability of an integer.</param>
    /// <param name="reach">Bins on each side.</param>
    /// <param name="tail">How far the normalising sum goes.</param>
    internal static double Deviations(IEnumerable<long> samples, Func<long, double> weight, int reach, int tail)
    {
        var probabilities = new double[2 * reach + 1];
        var observed = new long[probabilities.Length];
        double sum = 0;
        for (long y = -tail; y <= tail; y++)
        {
            probabilities[reach + Math.Clamp(y, -reach, reach)] += weight(y);
            sum += weight(y);
        }

        for (int i = 0; i < probabilities.Length; i++) probabilities[i] /= sum;
        foreach (long sample in samples) observed[reach + Math.Clamp(sample, -reach, reach)]++;
        return Deviations(observed, probabilities);
    }
}
