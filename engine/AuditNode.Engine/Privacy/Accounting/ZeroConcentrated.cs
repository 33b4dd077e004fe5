using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// From rho-zCDP to (epsilon, delta)-differential privacy and back, as tightly as Renyi divergences allow:
/// epsilon = min over alpha &gt; 1 of alpha rho + ln(1 / (alpha delta)) / (alpha - 1) + ln(1 - 1 / alpha).
/// Integer arithmetic with directed rounding: the same on every machine, and never too small.
/// </summary>
/// <remarks>
/// Canonne, Kamath and Steinke, NeurIPS 2020 (arXiv 2004.00010), proposition 12, with the divergence alpha rho of zCDP
/// (Bun and Steinke 2016, definition 1.1).
/// </remarks>
public static class ZeroConcentrated
{
    /// <summary>The smallest delta.</summary>
    public const double MinimumDelta = 1e-100;

    /// <summary>The largest epsilon that <see cref="FromEpsilon"/> takes.</summary>
    public const double MaximumEpsilon = 1e6;

    private const int Bits = NaturalLogarithm.FractionBits;

    // alpha - 1 in units of 2^-64, from 2^-32 to 2^64: any alpha gives a true bound, the best one the tightest.
    private const int OrderBits = 64;
    private static readonly BigInteger LeastOrder = BigInteger.One << 32;
    private static readonly BigInteger LargestOrder = BigInteger.One << 128;

    /// <summary>The least epsilon, rounded up by less than 1e-14 relative, such that rho-zCDP implies (epsilon, delta)-DP by the formula.</summary>
    /// <param name="rho">At most 1e6.</param>
    /// <param name="delta">From <see cref="MinimumDelta"/> to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static double Epsilon(Rho rho, double delta)
    {
        CheckDelta(delta);
        if (rho > new Rho((UInt128)1_000_000 * Rho.UnitsPerOne)) throw new ArgumentOutOfRangeException(nameof(rho), rho, "rho must be at most 1e6.");
        BigInteger epsilon = Scaled(rho, LogarithmOfInverse(delta));
        return epsilon.Sign <= 0 ? 0 : new Fraction(epsilon, BigInteger.One << Bits).ToDoubleUp();
    }

    /// <summary>The largest rho up to 1e6 whose <see cref="Epsilon"/> is at most epsilon.</summary>
    /// <param name="epsilon">Above 0, at most <see cref="MaximumEpsilon"/>.</param>
    /// <param name="delta">From <see cref="MinimumDelta"/> to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Rho FromEpsilon(double epsilon, double delta)
    {
        if (!(epsilon > 0 && epsilon <= MaximumEpsilon))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"epsilon must be above 0 and at most {MaximumEpsilon}.");
        CheckDelta(delta);
        BigInteger logarithm = LogarithmOfInverse(delta);
        BigInteger target = (Fraction.Of(epsilon) * Fraction.OfInteger(BigInteger.One << Bits)).Floor();
        UInt128 low = 0, high = (UInt128)1_000_000 * Rho.UnitsPerOne + 1;
        while (high - low > 1)
        {
            UInt128 middle = low + (high - low) / 2;
            if (Scaled(new Rho(middle), logarithm) <= target) low = middle;
            else high = middle;
        }

        return new Rho(low);
    }

    private static void CheckDelta(double delta)
    {
        if (!(delta >= MinimumDelta && delta < 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, $"delta must be from {MinimumDelta} to below 1.");
    }

    private static BigInteger LogarithmOfInverse(double delta)
    {
        Fraction exact = Fraction.Of(delta);
        return NaturalLogarithm.Of(new Fraction(exact.Denominator, exact.Numerator)) + NaturalLogarithm.Margin;
    }

    private static BigInteger Scaled(Rho rho, BigInteger logarithm)
    {
        if (rho.Units == 0) return BigInteger.Zero;
        // The derivative in alpha vanishes where rho (alpha - 1)^2 + ln(alpha) = ln(1 / delta), whose left side increases.
        BigInteger low = LeastOrder, high = LargestOrder;
        // A relative 2^-26 beside the minimum costs a relative 2^-52.
        while (high - low > (low >> 26) + 1)
        {
            BigInteger middle = (low + high) >> 1;
            BigInteger left = ((rho.Units * middle * middle << Bits) / Rho.UnitsPerOne >> (2 * OrderBits)) + NaturalLogarithm.Of(Alpha(middle));
            if (left < logarithm) low = middle;
            else high = middle;
        }

        return AtOrder(rho, logarithm, low);
    }

    /// <summary>The bound at one order, in units of 2^-192, rounded up.</summary>
    private static BigInteger AtOrder(Rho rho, BigInteger logarithm, BigInteger order)
    {
        Fraction alpha = Alpha(order);
        BigInteger logarithmOfAlpha = NaturalLogarithm.Of(alpha);
        BigInteger moment = new Fraction(rho.Units * alpha.Numerator << Bits, Rho.UnitsPerOne * alpha.Denominator).Ceiling();
        BigInteger tail = new Fraction((logarithm - logarithmOfAlpha + NaturalLogarithm.Margin) << OrderBits, order).Ceiling();
        BigInteger gain = NaturalLogarithm.Of(new Fraction(order, alpha.Numerator)) + NaturalLogarithm.Margin;
        return moment + tail + gain;
    }

    private static Fraction Alpha(BigInteger order) => new(order + (BigInteger.One << OrderBits), BigInteger.One << OrderBits);
}
