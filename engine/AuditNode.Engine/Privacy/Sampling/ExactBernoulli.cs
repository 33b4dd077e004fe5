using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// Coins whose probability of true is exactly a fraction, or exactly exp(-fraction): no floating point, no truncated series. All draws are
/// rejection methods, so their running time depends on what is drawn (docs/privacy.md says why that is acceptable).
/// </summary>
/// <remarks>Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020 (arXiv 2004.00010), algorithm 1.</remarks>
public static class ExactBernoulli
{
    /// <summary>True with probability numerator / denominator.</summary>
    /// <param name="random">Source of bytes.</param>
    /// <param name="numerator">From 0 to the denominator.</param>
    /// <param name="denominator">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside [0, 1].</exception>
    public static bool Sample(RandomStream random, BigInteger numerator, BigInteger denominator)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(numerator, denominator);
        if (numerator > denominator) throw new ArgumentOutOfRangeException(nameof(numerator), "A probability must be at most 1.");
        return IsBelow(random, numerator, denominator);
    }

    /// <summary>True with probability exp(-numerator / denominator).</summary>
    /// <param name="random">Source of bytes.</param>
    /// <param name="numerator">At least 0.</param>
    /// <param name="denominator">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is negative.</exception>
    public static bool SampleExponential(RandomStream random, BigInteger numerator, BigInteger denominator)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(numerator, denominator);
        return Exponential(random, numerator, denominator);
    }

    internal static bool Exponential(RandomStream random, BigInteger numerator, BigInteger denominator)
    {
        while (numerator > denominator)
        {
            if (!ExponentialOfOne(random)) return false;
            numerator -= denominator;
        }

        // The number of coins up to the first false one is odd with probability 1 - g + g^2/2! - ... = exp(-g).
        ulong k = 1;
        while (IsBelow(random, numerator, denominator * k)) k++;
        return (k & 1) == 1;
    }

    /// <summary>True with probability 1/e.</summary>
    internal static bool ExponentialOfOne(RandomStream random)
    {
        ulong k = 2;
        while (IsBelowReciprocal(random, k)) k++;
        return (k & 1) == 1;
    }

    // A uniform real number of [0, 1) is compared with the fraction digit by digit in base 2^64, and no digit is drawn beyond the first that
    // differs: exact, and nearly always decided by one word.
    private static bool IsBelow(RandomStream random, BigInteger numerator, BigInteger denominator)
    {
        if (numerator == denominator) return true;
        while (!numerator.IsZero)
        {
            var digit = (ulong)BigInteger.DivRem(numerator << 64, denominator, out numerator);
            ulong word = RandomInteger.NextWord(random);
            if (word != digit) return word < digit;
        }

        return false;
    }

    private static bool IsBelowReciprocal(RandomStream random, ulong denominator)
    {
        ulong numerator = 1;
        while (numerator != 0)
        {
            (ulong digit, UInt128 remainder) = ((ulong)(((UInt128)numerator << 64) / denominator), ((UInt128)numerator << 64) % denominator);
            ulong word = RandomInteger.NextWord(random);
            if (word != digit) return word < digit;
            numerator = (ulong)remainder;
        }

        return false;
    }

    private static void Check(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign <= 0) throw new ArgumentOutOfRangeException(nameof(denominator), "A denominator must be at least 1.");
        if (numerator.Sign < 0) throw new ArgumentOutOfRangeException(nameof(numerator), "A numerator must be at least 0.");
    }
}
