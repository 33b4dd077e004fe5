using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// An odd polynomial close to the sign function on [-1, -gap] and [gap, 1], with proven bounds of its error. Its Chebyshev
/// coefficients are multiples of 2^-48, so that they, and every quotient by T_g, are exact.
/// </summary>
/// <remarks>
/// Cheon, Kim and Kim, Efficient homomorphic comparison methods with optimal complexity, ASIACRYPT 2020; Lee, Lee, No and Kim,
/// Minimax approximation of sign function by composite polynomial, IEEE TDSC 2022.
/// </remarks>
public sealed class SignApproximation
{
    /// <summary>The largest degree.</summary>
    public const int MaximumDegree = 63;

    /// <summary>The narrowest gap of <see cref="Minimax"/>.</summary>
    public const double MinimumGap = 1.0 / 1024.0;

    /// <summary>The widest gap of <see cref="Minimax"/>: the exchange needs an error that 106 bits can resolve.</summary>
    public const double MaximumGap = 0.5;

    private const int FractionBits = 48;

    private readonly OddSeries odd;
    private readonly double[] criticalPoints;

    private SignApproximation(OddSeries exact)
    {
        var coefficients = new double[2 * exact.Coefficients.Count];
        for (var i = 0; i < exact.Coefficients.Count; i++)
        {
            coefficients[2 * i + 1] = Math.ScaleB(Math.Round(Math.ScaleB((double)exact.Coefficients[i], FractionBits)), -FractionBits);
        }

        Series = new ChebyshevSeries(coefficients);
        odd = new OddSeries([.. coefficients.Where((_, k) => (k & 1) == 1).Select(c => (DoubleDouble)c)]);
        criticalPoints = CriticalPoints.Find(odd, FractionBits);
        Overshoot = Bound(criticalPoints.Append(1.0).Max(x => Math.Abs((double)odd.Evaluate(x))));
    }

    /// <summary>The polynomial, on [-1, 1].</summary>
    public ChebyshevSeries Series { get; }

    /// <summary>An upper bound of |p| on [-1, 1], at most a relative 2^-29 above the maximum.</summary>
    public double Overshoot { get; }

    /// <summary>The odd polynomial of least maximal error over <paramref name="gap"/> &lt;= |x| &lt;= 1.</summary>
    /// <param name="degree">Odd, from 1 to <see cref="MaximumDegree"/>.</param>
    /// <param name="gap">From <see cref="MinimumGap"/> to <see cref="MaximumGap"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree or the gap is out of range.</exception>
    public static SignApproximation Minimax(int degree, double gap)
    {
        CheckDegree(degree);
        if (!(gap >= MinimumGap && gap <= MaximumGap))
        {
            throw new ArgumentOutOfRangeException(nameof(gap), gap, $"Must be from {MinimumGap} to {MaximumGap}.");
        }

        return new SignApproximation(OddRemez.Solve(degree, gap));
    }

    /// <summary>The Chebyshev series of sign, (4 / pi) (T_1 - T_3 / 3 + T_5 / 5 - ...), cut after a degree and damped.</summary>
    /// <param name="degree">Odd, from 1 to <see cref="MaximumDegree"/>.</param>
    /// <param name="damping">Factors on the coefficients.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is out of range, or the damping is no value of its type.</exception>
    public static SignApproximation Chebyshev(int degree, SignDamping damping = SignDamping.None)
    {
        CheckDegree(degree);
        var coefficients = new DoubleDouble[(degree + 1) / 2];
        for (var i = 0; i < coefficients.Length; i++)
        {
            var k = 2 * i + 1;
            coefficients[i] = ((i & 1) == 0 ? 4.0 : -4.0) / (Math.PI * k) * Factor(damping, k, degree);
        }

        return new SignApproximation(new OddSeries(coefficients));
    }

    /// <summary>
    /// A proven upper bound of |p(x) - sign(x)| over <paramref name="gap"/> &lt;= |x| &lt;= 1, at most a relative 2^-29 above the
    /// maximum. It does not increase with the gap.
    /// </summary>
    /// <param name="gap">From 0 to 1; at 0 the bound is that of the limit x to 0, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gap is out of range.</exception>
    public double MaximumError(double gap)
    {
        if (!(gap >= 0.0 && gap <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(gap), gap, "Must be from 0 to 1.");
        }

        // p - 1 takes its extremes over [gap, 1] at the ends or where p' = 0, and CriticalPoints misses none of those.
        return Bound(criticalPoints.Where(x => x > gap).Append(gap).Append(1.0).Max(x => Math.Abs((double)(odd.Evaluate(x) - 1.0))));
    }

    // Covers the rounding of the value and of the point, where the derivative is zero: 106 bits leave far less than either part.
    private static double Bound(double value) => value * (1.0 + Math.ScaleB(1.0, -30)) + Math.ScaleB(1.0, -70);

    private static void CheckDegree(int degree)
    {
        if (degree is < 1 or > MaximumDegree || (degree & 1) == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Must be odd, from 1 to {MaximumDegree}.");
        }
    }

    private static double Factor(SignDamping damping, int k, int degree)
    {
        var n = degree + (damping == SignDamping.Jackson ? 2 : 1);
        var (cosine, sine) = UnitCircle.Evaluate(k, 2 * n);
        var (stepCosine, stepSine) = UnitCircle.Evaluate(1, 2 * n);
        return damping switch
        {
            SignDamping.None => 1.0,
            SignDamping.Lanczos => sine * n / (Math.PI * k),
            SignDamping.Jackson => ((n - k) * cosine + sine * stepCosine / stepSine) / n,
            _ => throw new ArgumentOutOfRangeException(nameof(damping), damping, "Not a damping."),
        };
    }
}
