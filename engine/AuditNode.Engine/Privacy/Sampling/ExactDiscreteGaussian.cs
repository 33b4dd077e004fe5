using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// The discrete Gaussian distribution, exactly: an integer y has a probability proportional to exp(-y^2 / (2 sigma^2)) for a rational
/// sigma^2. Added to an integer of sensitivity D it is D^2 / (2 sigma^2)-zCDP (theorem 4), as the continuous one is.
/// </summary>
/// <remarks>Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020 (arXiv 2004.00010), algorithm 3.</remarks>
public static class ExactDiscreteGaussian
{
    /// <summary>The most bits of the numerator or denominator of sigma^2.</summary>
    public const int MaximumBits = ExactDiscreteLaplace.MaximumBits;

    /// <summary>Draws an integer.</summary>
    /// <param name="random">Source of bytes; secret where the noise protects something.</param>
    /// <param name="sigmaSquaredNumerator">sigma^2 times its denominator, 1 to 2^<see cref="MaximumBits"/> - 1.</param>
    /// <param name="sigmaSquaredDenominator">1 to 2^<see cref="MaximumBits"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">sigma^2 is out of range.</exception>
    public static BigInteger Sample(RandomStream random, BigInteger sigmaSquaredNumerator, BigInteger sigmaSquaredDenominator)
    {
        ArgumentNullException.ThrowIfNull(random);
        ExactDiscreteLaplace.Check(sigmaSquaredNumerator, nameof(sigmaSquaredNumerator));
        ExactDiscreteLaplace.Check(sigmaSquaredDenominator, nameof(sigmaSquaredDenominator));
        (BigInteger n, BigInteger d) = (sigmaSquaredNumerator, sigmaSquaredDenominator);
        BigInteger t = IntegerRoot.Floor(n / d) + 1;
        BigInteger denominator = 2 * n * d * t * t;
        while (true)
        {
            // Accepted with probability exp(-(|y| - sigma^2 / t)^2 / (2 sigma^2)): the squares of the Laplace exponent's completion.
            BigInteger y = ExactDiscreteLaplace.Draw(random, t, BigInteger.One);
            BigInteger distance = BigInteger.Abs(y) * t * d - n;
            if (ExactBernoulli.Exponential(random, distance * distance, denominator)) return y;
        }
    }
}
