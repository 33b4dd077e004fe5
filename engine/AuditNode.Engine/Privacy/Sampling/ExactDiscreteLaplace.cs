using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>The discrete Laplace distribution, exactly: an integer y has a probability proportional to exp(-|y| / scale).</summary>
/// <remarks>Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020 (arXiv 2004.00010), algorithm 2.</remarks>
public static class ExactDiscreteLaplace
{
    /// <summary>The most bits of a scale's numerator or denominator.</summary>
    public const int MaximumBits = 512;

    /// <summary>Draws an integer.</summary>
    /// <param name="random">Source of bytes.</param>
    /// <param name="scaleNumerator">Scale times its denominator, 1 to 2^<see cref="MaximumBits"/> - 1.</param>
    /// <param name="scaleDenominator">1 to 2^<see cref="MaximumBits"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range.</exception>
    public static BigInteger Sample(RandomStream random, BigInteger scaleNumerator, BigInteger scaleDenominator)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(scaleNumerator, nameof(scaleNumerator));
        Check(scaleDenominator, nameof(scaleDenominator));
        return Draw(random, scaleNumerator, scaleDenominator);
    }

    internal static BigInteger Draw(RandomStream random, BigInteger numerator, BigInteger denominator)
    {
        while (true)
        {
            // u + numerator * v is geometric with ratio exp(-1 / numerator): its remainder first, then its quotient.
            BigInteger u = RandomInteger.Below(random, numerator);
            if (!ExactBernoulli.Exponential(random, u, numerator)) continue;
            long v = 0;
            while (ExactBernoulli.ExponentialOfOne(random)) v++;
            BigInteger magnitude = (u + numerator * v) / denominator;
            bool negative = (RandomInteger.NextWord(random) & 1) == 1;
            // Zero has one sign only, or it would come twice as often as it must.
            if (negative && magnitude.IsZero) continue;
            return negative ? -magnitude : magnitude;
        }
    }

    /// <summary>Refuses a numerator or denominator that is out of range.</summary>
    internal static void Check(BigInteger value, string name)
    {
        if (value.Sign <= 0 || value.GetBitLength() > MaximumBits)
            throw new ArgumentOutOfRangeException(name, $"Must be positive and below 2^{MaximumBits}.");
    }
}
