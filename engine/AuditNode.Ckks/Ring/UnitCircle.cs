using System.Numerics;

namespace AuditNode.Ckks.Ring;

/// <summary>
/// Cosine and sine of rational parts of a turn, by integer arithmetic only: the same bits on every machine, which the libraries
/// behind <see cref="Math"/> do not promise. Points that mirror each other in an axis or a diagonal get exactly mirrored values.
/// </summary>
public static class UnitCircle
{
    /// <summary>The largest order of a table of <see cref="Fill"/>.</summary>
    public const int MaximumOrder = 1 << 18;

    private const int TableBits = 62;

    /// <summary>cos and sin of 2 * pi * <paramref name="numerator"/> / <paramref name="denominator"/>, each the nearest double.</summary>
    /// <param name="numerator">Any integer, of either sign.</param>
    /// <param name="denominator">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The denominator is below 1.</exception>
    public static (double Cosine, double Sine) Evaluate(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        var turn = numerator % denominator;
        if (turn < 0)
        {
            turn += denominator;
        }

        var octant = (int)((Int128)turn * 8 / denominator);
        var rest = (Int128)turn * 8 - (Int128)octant * denominator;

        // The angle to the nearest axis, so that mirrored points share one evaluation.
        var fromAxis = (octant & 1) == 0 ? rest : denominator - rest;
        var (cosine, sine) = FixedPointArc.Evaluate((BigInteger)fromAxis, denominator);
        return Place(octant, FixedPointArc.ToDouble(cosine), FixedPointArc.ToDouble(sine));
    }

    /// <summary>
    /// Entry k becomes exp(2 * pi * i * k / <paramref name="order"/>). The error of an entry is at most 0.51 * 2^-53.
    /// </summary>
    /// <param name="cosines">Exactly <paramref name="order"/> entries.</param>
    /// <param name="sines">Exactly <paramref name="order"/> entries.</param>
    /// <param name="order">A power of two from 1 to <see cref="MaximumOrder"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not such a power of two.</exception>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Fill(Span<double> cosines, Span<double> sines, int order)
    {
        if (order is < 1 or > MaximumOrder || !BitOperations.IsPow2(order))
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Must be a power of two from 1 to {MaximumOrder}.");
        }

        if (cosines.Length != order || sines.Length != order)
        {
            throw new ArgumentException(
                $"Both spans need {order} entries; they have {cosines.Length} and {sines.Length}.", nameof(cosines));
        }

        if (order < 8)
        {
            for (var k = 0; k < order; k++)
            {
                (cosines[k], sines[k]) = Evaluate(k, order);
            }

            return;
        }

        FillOctants(cosines, sines, order);
    }

    // A point of the first octant is a coarse point turned by a fine one, and the other octants are its mirror images.
    private static void FillOctants(Span<double> cosines, Span<double> sines, int order)
    {
        var eighth = order / 8;
        var fineBits = (BitOperations.Log2((uint)eighth) + 1) / 2;
        var fine = Arc(1 << fineBits, 1, eighth);
        var coarse = Arc((eighth >> fineBits) + 1, 1 << fineBits, eighth);
        for (var k = 0; k <= eighth; k++)
        {
            var (c, s) = coarse[k >> fineBits];
            var (cf, sf) = fine[k & ((1 << fineBits) - 1)];
            var cosine = ToDouble(Math.BigMul(c, cf) - Math.BigMul(s, sf));
            var sine = k == eighth ? cosine : ToDouble(Math.BigMul(s, cf) + Math.BigMul(c, sf));
            var (point, mirrored) = ((X: cosine, Y: sine), (X: sine, Y: cosine));
            for (var start = 0; start < order; start += order / 4)
            {
                (cosines[start + k], sines[start + k]) = point;
                var index = (start + order / 4 - k) & (order - 1);
                (cosines[index], sines[index]) = mirrored;
                (point, mirrored) = ((0.0 - point.Y, point.X), (0.0 - mirrored.Y, mirrored.X));
            }
        }
    }

    // Points at multiples of step / (8 * eighth) of a turn, each the one before it turned by the first: at most 2^9 such products
    // at 192 bits lose nothing that 62 bits could show.
    private static (long Cosine, long Sine)[] Arc(int count, int step, int eighth)
    {
        var (turnCosine, turnSine) = FixedPointArc.Evaluate(step, eighth);
        var (cosine, sine) = FixedPointArc.Evaluate(0, eighth);
        var points = new (long, long)[count];
        for (var i = 0; i < count; i++)
        {
            points[i] = (FixedPointArc.Round(cosine, TableBits), FixedPointArc.Round(sine, TableBits));
            (cosine, sine) = (
                (cosine * turnCosine - sine * turnSine) >> FixedPointArc.FractionBits,
                (sine * turnCosine + cosine * turnSine) >> FixedPointArc.FractionBits);
        }

        return points;
    }

    private static double ToDouble(Int128 product)
        => (long)((product + ((Int128)1 << (TableBits - 1))) >> TableBits) * (1.0 / (1L << TableBits));

    // Subtracting from zero and not negating: an exact zero stays +0.
    private static (double Cosine, double Sine) Place(int octant, double cosine, double sine) => octant switch
    {
        0 => (cosine, sine),
        1 => (sine, cosine),
        2 => (0.0 - sine, cosine),
        3 => (0.0 - cosine, sine),
        4 => (0.0 - cosine, 0.0 - sine),
        5 => (0.0 - sine, 0.0 - cosine),
        6 => (sine, 0.0 - cosine),
        _ => (cosine, 0.0 - sine),
    };
}
