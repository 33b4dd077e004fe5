using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// A polynomial c_0 T_0(u) + ... + c_d T_d(u) in the Chebyshev basis, where u = (2x - lower - upper) / (upper - lower) takes the
/// interval [lower, upper] to [-1, 1]. Immutable. Every result is the same to the bit on every machine.
/// </summary>
/// <remarks>Trefethen, Approximation Theory and Approximation Practice, SIAM 2013, chapters 3 and 4.</remarks>
public sealed partial class ChebyshevSeries
{
    /// <summary>The largest degree.</summary>
    public const int MaximumDegree = 4095;

    private readonly double[] coefficients;
    private readonly double middle;
    private readonly double halfWidth;

    /// <summary>A series from its coefficients; zeros at the end do not count towards the degree.</summary>
    /// <param name="coefficients">c_0 first; from 1 to <see cref="MaximumDegree"/> + 1 finite numbers.</param>
    /// <param name="lower">Where u = -1; finite.</param>
    /// <param name="upper">Where u = 1; finite, above <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentException">There are too few or too many coefficients, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty or not finite.</exception>
    public ChebyshevSeries(ReadOnlySpan<double> coefficients, double lower = -1.0, double upper = 1.0)
    {
        if (coefficients.Length is 0 or > MaximumDegree + 1)
        {
            throw new ArgumentException(
                $"A series has 1 to {MaximumDegree + 1} coefficients, not {coefficients.Length}.", nameof(coefficients));
        }

        var count = 1;
        for (var k = 0; k < coefficients.Length; k++)
        {
            if (!double.IsFinite(coefficients[k]))
            {
                throw new ArgumentException($"Coefficient {k} is not finite.", nameof(coefficients));
            }

            count = coefficients[k] != 0.0 ? k + 1 : count;
        }

        (middle, halfWidth) = Interval(lower, upper);
        (Lower, Upper) = (lower, upper);
        this.coefficients = coefficients[..count].ToArray();
        Parity = FindParity(this.coefficients);
    }

    /// <summary>The end of the interval where u = -1.</summary>
    public double Lower { get; }

    /// <summary>The end of the interval where u = 1.</summary>
    public double Upper { get; }

    /// <summary>The index of the last coefficient that is not zero, and 0 for the zero series.</summary>
    public int Degree => coefficients.Length - 1;

    /// <summary>The symmetry about the middle of the interval, read off the zero coefficients.</summary>
    public ChebyshevParity Parity { get; }

    /// <summary>c_0 to c_Degree.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>The sum of |c_k|: the series nowhere exceeds it on its interval.</summary>
    public double CoefficientBound
    {
        get
        {
            var sum = 0.0;
            foreach (var c in coefficients)
            {
                sum += Math.Abs(c);
            }

            return sum;
        }
    }

    /// <summary>u in [-1, 1] for x in [<see cref="Lower"/>, <see cref="Upper"/>].</summary>
    public double Normalize(double x) => (x - middle) / halfWidth;

    /// <summary>The value at x, by Clenshaw's recurrence.</summary>
    public double Evaluate(double x) => EvaluateNormalized(Normalize(x));

    /// <summary>
    /// Divides by a Chebyshev polynomial: this = T_g * quotient + remainder, by T_a T_b = (T_{a+b} + T_{|a-b|}) / 2. Coefficients
    /// are only doubled and subtracted, so the division is exact wherever the differences are representable, as they are for
    /// multiples of 2^-48 that stay below 16.
    /// </summary>
    /// <param name="g">The index of the divisor, at least 1.</param>
    /// <returns>A quotient of degree Degree - g (zero if that is negative) and a remainder of degree below g.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="g"/> is below 1.</exception>
    public (ChebyshevSeries Quotient, ChebyshevSeries Remainder) Divide(int g)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(g, 1);
        var quotient = new double[Math.Max(1, coefficients.Length - g)];
        var remainder = coefficients.ToArray();
        for (var k = Degree; k > g; k--)
        {
            quotient[k - g] += 2.0 * remainder[k];
            remainder[Math.Abs(k - 2 * g)] -= remainder[k];
            remainder[k] = 0.0;
        }

        if (Degree >= g)
        {
            quotient[0] = remainder[g];
            remainder[g] = 0.0;
        }

        return (new ChebyshevSeries(quotient, Lower, Upper), new ChebyshevSeries(remainder, Lower, Upper));
    }

    /// <summary>
    /// An upper bound of |p| on the interval, at most 0.6 % above the maximum (but for rounding): the largest value at the zeros of
    /// T_N, N >= 16 (Degree + 1), over cos(pi Degree / 2N).
    /// </summary>
    /// <remarks>Ehlich and Zeller, Schwankung von Polynomen zwischen Gitterpunkten, Math. Z. 86 (1964) 41-44.</remarks>
    public double MaximumMagnitude()
    {
        var order = 64 * (int)BitOperations.RoundUpToPowerOf2((uint)coefficients.Length);
        var (cosines, sines) = (new double[order], new double[order]);
        UnitCircle.Fill(cosines, sines, order);
        var largest = 0.0;
        for (var j = 1; j < order / 2; j += 2)
        {
            largest = Math.Max(largest, Math.Abs(EvaluateNormalized(cosines[j])));
        }

        // A rounding error in step k of Clenshaw's recurrence acts as one in c_k, where partial sums are below (d + 1) sum |c|.
        var rounding = Math.ScaleB(16.0, -53) * coefficients.Length * coefficients.Length * CoefficientBound;
        return largest / UnitCircle.Evaluate(Degree, order).Cosine + rounding;
    }

    private double EvaluateNormalized(double u)
    {
        var (first, second) = (0.0, 0.0);
        for (var k = Degree; k >= 1; k--)
        {
            (first, second) = (coefficients[k] + 2.0 * u * first - second, first);
        }

        return coefficients[0] + u * first - second;
    }

    private static (double Middle, double HalfWidth) Interval(double lower, double upper)
    {
        if (!double.IsFinite(lower) || !double.IsFinite(upper - lower) || upper <= lower)
        {
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"The interval from {lower} to {upper} is empty or not finite.");
        }

        return ((lower + upper) / 2.0, (upper - lower) / 2.0);
    }

    private static ChebyshevParity FindParity(double[] coefficients)
    {
        var (even, odd) = (false, false);
        for (var k = 0; k < coefficients.Length; k++)
        {
            even |= (k & 1) == 0 && coefficients[k] != 0.0;
            odd |= (k & 1) == 1 && coefficients[k] != 0.0;
        }

        return !odd ? ChebyshevParity.Even : even ? ChebyshevParity.None : ChebyshevParity.Odd;
    }
}
