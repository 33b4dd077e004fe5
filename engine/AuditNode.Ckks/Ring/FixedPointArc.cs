using System.Globalization;
using System.Numerics;

namespace AuditNode.Ckks.Ring;

/// <summary>Cosine and sine on the first octant in 192-bit fixed point, by integer arithmetic only.</summary>
internal static class FixedPointArc
{
    /// <summary>Bits after the binary point of every value here.</summary>
    internal const int FractionBits = 192;

    // pi * 2^192 rounded down; hexadecimal digits from https://oeis.org/A062964.
    private static readonly BigInteger Pi = BigInteger.Parse(
        "3243F6A8885A308D313198A2E03707344A4093822299F31D0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>
    /// cos and sin of (pi/4) * numerator / denominator, times 2^192. Every step of the Taylor series rounds down by less than one
    /// unit, and at most 60 steps are taken, so that the error stays below 2^-185.
    /// </summary>
    /// <param name="numerator">From 0 to <paramref name="denominator"/>.</param>
    /// <param name="denominator">Positive.</param>
    internal static (BigInteger Cosine, BigInteger Sine) Evaluate(BigInteger numerator, BigInteger denominator)
    {
        var angle = (Pi * numerator / denominator) >> 2;
        var cosine = BigInteger.Zero;
        var sine = BigInteger.Zero;
        var term = BigInteger.One << FractionBits;
        for (var k = 0; !term.IsZero; k++)
        {
            var signed = (k & 2) == 0 ? term : -term;
            if ((k & 1) == 0)
            {
                cosine += signed;
            }
            else
            {
                sine += signed;
            }

            term = ((term * angle) >> FractionBits) / (k + 1);
        }

        return (cosine, sine);
    }

    /// <summary>Rounds a non-negative value to the nearest multiple of 2^-<paramref name="bits"/>, as an integer of that unit.</summary>
    internal static long Round(BigInteger value, int bits)
    {
        var shift = FractionBits - bits;
        return (long)((value + (BigInteger.One << (shift - 1))) >> shift);
    }

    /// <summary>Rounds a non-negative value to the nearest double.</summary>
    internal static double ToDouble(BigInteger value)
    {
        var excess = (int)value.GetBitLength() - 53;
        if (excess <= 0)
        {
            return Math.ScaleB((double)(ulong)value, -FractionBits);
        }

        var mantissa = (ulong)((value + (BigInteger.One << (excess - 1))) >> excess);
        return Math.ScaleB(mantissa, excess - FractionBits);
    }
}
