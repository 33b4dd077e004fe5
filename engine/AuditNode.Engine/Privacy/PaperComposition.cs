namespace AuditNode.Engine.Privacy;

/// <summary>
/// How the paper on vertical k-means under CKKS (sections 2.2 and 3) spends its budget, for comparison: (epsilon, delta) is divided evenly over
/// the rounds by the simple or the advanced composition theorem, whichever leaves more for a round, and each round's counts and sums get the
/// classical Gaussian mechanism's noise on a sensitivity of 1 each.
/// </summary>
/// <remarks>
/// Dwork and Roth, The Algorithmic Foundations of Differential Privacy (2014), theorem 3.16, theorem 3.20 and theorem A.1. The last is proven
/// for an epsilon below 1 only, and the paper does not divide a round's budget over its k (d + 1) outputs: with several features these deviations
/// protect less than they say. Never used to protect anything here.
/// </remarks>
/// <param name="RoundEpsilon">epsilon of a round.</param>
/// <param name="RoundDelta">delta of a round.</param>
/// <param name="IsAdvanced">Whether the advanced theorem was the better one.</param>
/// <param name="CountDeviation">Standard deviation of the noise of a count, in records.</param>
/// <param name="SumDeviation">Standard deviation of the noise of a sum of features of the box [-1, 1]^d.</param>
public sealed record PaperComposition(double RoundEpsilon, double RoundDelta, bool IsAdvanced, double CountDeviation, double SumDeviation)
{
    private const double BoxRadius = 1;

    /// <summary>Divides a budget.</summary>
    /// <param name="epsilon">Above 0, at most 100.</param>
    /// <param name="delta">From 1e-100 to below 1.</param>
    /// <param name="rounds">From 1 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static PaperComposition Create(double epsilon, double delta, int rounds)
    {
        if (!(epsilon is > 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "epsilon must be above 0 and at most 100.");
        if (!(delta is >= ZeroConcentrated.MinimumDelta and < 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, $"delta must be from {ZeroConcentrated.MinimumDelta} to below 1.");
        if (rounds is < 1 or > 10_000) throw new ArgumentOutOfRangeException(nameof(rounds), rounds, "There must be 1 to 10,000 rounds.");

        // Half of delta for the theorem's own failure, the other half over the rounds.
        double simple = epsilon / rounds, advanced = Advanced(epsilon, delta / 2, rounds);
        bool isAdvanced = advanced > simple;
        (double roundEpsilon, double roundDelta) = isAdvanced ? (advanced, delta / (2 * rounds)) : (simple, delta / rounds);
        double factor = Math.Sqrt(2 * NaturalLogarithm.ToDouble(1.25 / roundDelta)) / roundEpsilon;
        return new PaperComposition(roundEpsilon, roundDelta, isAdvanced, factor, BoxRadius * factor);
    }

    // The largest e with sqrt(2 T ln(1 / slack)) e + T e (exp(e) - 1) <= epsilon.
    private static double Advanced(double epsilon, double slack, int rounds)
    {
        double root = Math.Sqrt(2 * rounds * NaturalLogarithm.ToDouble(1 / slack));
        double low = 0, high = Math.Min(1, epsilon / root);
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (root * middle + rounds * middle * ExponentialMinusOne(middle) <= epsilon) low = middle;
            else high = middle;
        }

        return low;
    }

    // x + x^2/2! + ... for x up to 1, by additions, products and quotients only: the same on every machine.
    private static double ExponentialMinusOne(double x)
    {
        double term = x, sum = 0;
        for (int n = 2; n < 24; n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }
}
