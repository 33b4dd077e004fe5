using System.Numerics;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// Every x in (0, 1) where the derivative of an odd series vanishes. The roots of p'(x), a polynomial in t = x^2, are separated in
/// exact integer arithmetic, so that none can be missed.
/// </summary>
/// <remarks>
/// Descartes' rule of signs with bisection: Collins and Akritas, Polynomial real root isolation using Descartes' rule of signs,
/// SYMSAC 1976.
/// </remarks>
internal static class CriticalPoints
{
    // Two roots of p' that no cell this narrow in t separates leave p flat in between, far below the precision of its values.
    private const int MaximumDepth = 64;

    /// <summary>The points in ascending order, each to the last bit.</summary>
    /// <param name="series">The series with its coefficients as doubles.</param>
    /// <param name="fractionBits">Every coefficient is a multiple of 2^-fractionBits.</param>
    internal static double[] Find(OddSeries series, int fractionBits)
    {
        var points = new List<double>();
        Separate(series, Derivative(series, fractionBits), 0.0, 1.0, 0, points);
        return [.. points.Order()];
    }

    // 2^fractionBits p'(x) as a polynomial in t = x^2, from the monomial coefficients of T_1, T_3, T_5, ...
    private static BigInteger[] Derivative(OddSeries series, int fractionBits)
    {
        var count = series.Coefficients.Count;
        var derivative = new BigInteger[count];
        var (previous, current) = (new BigInteger[count], new BigInteger[count]);
        (previous[0], current[0]) = (BigInteger.One, BigInteger.One);
        foreach (var coefficient in series.Coefficients)
        {
            // The basis is T_k / x here, and T_{k+2} = (4 x^2 - 2) T_k - T_{k-2}, with T_{-1} = T_1.
            var integer = new BigInteger(Math.ScaleB((double)coefficient, fractionBits));
            var next = new BigInteger[count];
            for (var i = 0; i < count; i++)
            {
                derivative[i] += integer * (2 * i + 1) * current[i];
                next[i] = (i == 0 ? 0 : 4 * current[i - 1]) - 2 * current[i] - previous[i];
            }

            (previous, current) = (current, next);
        }

        return derivative;
    }

    private static void Separate(OddSeries series, BigInteger[] cell, double lower, double width, int depth, List<double> points)
    {
        var variations = Variations(cell);
        if (variations == 0)
        {
            return;
        }

        if (variations == 1)
        {
            var sign = cell.First(c => !c.IsZero).Sign;
            points.Add(series.FindExtremum(Math.Sqrt(lower), Math.Sqrt(lower + width), sign));
            return;
        }

        if (depth == MaximumDepth)
        {
            points.Add(Math.Sqrt(lower + width / 2.0));
            return;
        }

        var left = new BigInteger[cell.Length];
        for (var i = 0; i < cell.Length; i++)
        {
            left[i] = cell[i] << (cell.Length - 1 - i);
        }

        var right = ShiftByOne(left);
        if (right[0].IsZero)
        {
            points.Add(Math.Sqrt(lower + width / 2.0));
        }

        Separate(series, left, lower, width / 2.0, depth + 1, points);
        Separate(series, right, lower + width / 2.0, width / 2.0, depth + 1, points);
    }

    // The sign changes of (1 + t)^n f(1 / (1 + t)): no fewer than the roots of f in (0, 1), and of the same parity.
    private static int Variations(BigInteger[] cell)
    {
        var (changes, last) = (0, 0);
        foreach (var coefficient in ShiftByOne([.. cell.Reverse()]))
        {
            if (coefficient.Sign != 0)
            {
                changes += last != 0 && coefficient.Sign != last ? 1 : 0;
                last = coefficient.Sign;
            }
        }

        return changes;
    }

    /// <summary>f(t + 1).</summary>
    private static BigInteger[] ShiftByOne(BigInteger[] polynomial)
    {
        var shifted = polynomial.ToArray();
        for (var i = 0; i < shifted.Length - 1; i++)
        {
            for (var j = shifted.Length - 2; j >= i; j--)
            {
                shifted[j] += shifted[j + 1];
            }
        }

        return shifted;
    }
}
