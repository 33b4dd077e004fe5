using System.Runtime.CompilerServices;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// Bounds of p = (1 + f(y)) / 2 over intervals of y. f is interpolated linearly between points of a fine grid; the error of that is at most
/// step^2 / 8 times the largest |f''|, which is at most D^2 (D^2 - 1) / 3 for a polynomial of degree D with |f| &lt;= 1.
/// </summary>
/// <remarks>V. A. Markov's inequality, for instance in Boas, Inequalities for the derivatives of polynomials, Math. Mag. 42 (1969) 165-174.</remarks>
internal sealed class PreferenceEnvelope
{
    private const double TargetSlack = 1.0 / (1 << 16);

    private static readonly ConditionalWeakTable<AssignmentPolynomial, PreferenceEnvelope> Known = [];

    private readonly double[] _values;
    private readonly int _half;
    private readonly int[] _extrema;

    internal PreferenceEnvelope(AssignmentPolynomial polynomial)
    {
        double degree = polynomial.Degree;
        double curvature = degree * degree * (degree * degree - 1) / 3;
        _half = (int)Math.Ceiling(Math.Sqrt(curvature / (16 * TargetSlack)));
        // p is half of f; the second term covers Clenshaw's recurrence and the interpolation in double precision.
        Slack = curvature / (16.0 * _half * _half) + Math.ScaleB(degree * degree, -44);
        _values = new double[2 * _half + 2];
        for (int i = 0; i <= 2 * _half; i++) _values[i] = polynomial.Preference((double)(i - _half) / _half);
        _values[^1] = _values[^2];
        var extrema = new List<int>();
        for (int i = 1; i < 2 * _half; i++)
        {
            if (_values[i] - _values[i - 1] >= 0 != _values[i + 1] - _values[i] >= 0) extrema.Add(i);
        }

        _extrema = [.. extrema];
    }

    /// <summary>The envelope of a polynomial, made once.</summary>
    internal static PreferenceEnvelope Of(AssignmentPolynomial polynomial) => Known.GetValue(polynomial, p => new PreferenceEnvelope(p));

    /// <summary>A bound of |interpolant - p|.</summary>
    internal double Slack { get; }

    /// <summary>Bounds of p over [lower, upper].</summary>
    /// <param name="lower">Clipped to [-1, 1].</param>
    /// <param name="upper">Not below <paramref name="lower"/>; clipped to [-1, 1].</param>
    internal (double Least, double Greatest) Range(double lower, double upper)
    {
        double from = (Math.Clamp(lower, -1, 1) + 1) * _half, to = (Math.Clamp(upper, -1, 1) + 1) * _half;
        double first = Interpolate(from), last = Interpolate(to);
        double least = Math.Min(first, last), greatest = Math.Max(first, last);
        for (int e = FirstExtremumAbove(from); e < _extrema.Length && _extrema[e] < to; e++)
        {
            double value = _values[_extrema[e]];
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return (Math.Max(0, least - Slack), Math.Min(1, greatest + Slack));
    }

    /// <summary>p, off by less than <see cref="Slack"/>.</summary>
    /// <param name="y">Clipped to [-1, 1].</param>
    internal double Value(double y) => Interpolate((Math.Clamp(y, -1, 1) + 1) * _half);

    private double Interpolate(double position)
    {
        int cell = (int)position;
        return _values[cell] + (position - cell) * (_values[cell + 1] - _values[cell]);
    }

    private int FirstExtremumAbove(double position)
    {
        int low = 0, high = _extrema.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_extrema[middle] > position) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
