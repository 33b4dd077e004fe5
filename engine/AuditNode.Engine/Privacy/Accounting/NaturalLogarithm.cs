using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// Logarithms in integer arithmetic, so that every machine gets the same bits and the error is known: a number is an integer in units of
/// 2^-<see cref="FractionBits"/>.
/// </summary>
internal static class NaturalLogarithm
{
    /// <summary>Binary digits after the point.</summary>
    internal const int FractionBits = 192;

    // At most 64 divisions are rounded, by less than a unit each, in each of two series; ln 2 is multiplied by fewer than 2^13.
    private const int MarginBits = 24;

    private static readonly BigInteger One = BigInteger.One << FractionBits;

    private static readonly BigInteger LogarithmOfTwo = TwiceArcTanh(One / 3);

    /// <summary>A bound of the error of <see cref="Of"/>, in units of 2^-<see cref="FractionBits"/>.</summary>
    internal static BigInteger Margin => BigInteger.One << MarginBits;

    /// <summary>ln(value) in units of 2^-<see cref="FractionBits"/>, off by less than <see cref="Margin"/>.</summary>
    /// <param name="value">Positive, with numerator and denominator below 2^4096.</param>
    internal static BigInteger Of(Fraction value)
    {
        if (value.Numerator.Sign <= 0) throw new ArgumentOutOfRangeException(nameof(value), "A logarithm needs a positive number.");
        int exponent = (int)(value.Numerator.GetBitLength() - value.Denominator.GetBitLength());
        (BigInteger n, BigInteger d) = exponent >= 0
            ? (value.Numerator, value.Denominator << exponent)
            : (value.Numerator << -exponent, value.Denominator);
        // n / d is between 1/2 and 2: ln(n / d) = 2 artanh((n - d) / (n + d)), with an argument of at most 1/3.
        return TwiceArcTanh(((n - d) << FractionBits) / (n + d)) + exponent * LogarithmOfTwo;
    }

    /// <summary>ln(value) of a positive double, correct but for the last bit or two.</summary>
    internal static double ToDouble(double value) => (double)(Of(Fraction.Of(value)) >> (FractionBits - 128)) * Math.ScaleB(1, -128);

    private static BigInteger TwiceArcTanh(BigInteger z)
    {
        BigInteger square = (z * z) >> FractionBits, power = z, sum = BigInteger.Zero;
        for (int k = 1; !power.IsZero && k < 4 * FractionBits; k += 2)
        {
            sum += power / k;
            power = (power * square) / One;
        }

        return 2 * sum;
    }
}
