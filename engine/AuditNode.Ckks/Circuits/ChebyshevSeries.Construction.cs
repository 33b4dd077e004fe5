using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Circuits;

public sealed partial class ChebyshevSeries
{
    /// <summary>
    /// The polynomial that agrees with a function at the degree + 1 zeros of T_{degree+1}. An exactly odd or even function about
    /// the middle of an interval symmetric to 0 gives a series of that parity exactly.
    /// </summary>
    /// <param name="function">Finite on the interval; called once at every node, from the upper end to the lower.</param>
    /// <param name="degree">From 0 to <see cref="MaximumDegree"/>.</param>
    /// <param name="lower">The lower end of the interval, finite.</param>
    /// <param name="upper">The upper end, finite, above <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree or the interval is out of range.</exception>
    /// <exception cref="ArgumentException">The function is not finite at a node.</exception>
    public static ChebyshevSeries Interpolate(Func<double, double> function, int degree, double lower = -1.0, double upper = 1.0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, MaximumDegree);
        var (middle, halfWidth) = Interval(lower, upper);
        var count = degree + 1;
        var cosines = Enumerable.Range(0, 4 * count).Select(j => UnitCircle.Evaluate(j, 4 * count).Cosine).ToArray();
        var values = Enumerable.Range(0, count).Select(j => function(middle + halfWidth * cosines[2 * j + 1])).ToArray();

        // Opposite nodes are added before anything is rounded: their cosines differ by the sign (-1)^k only.
        var coefficients = new double[count];
        for (var k = 0; k < count; k++)
        {
            var sum = 0.0;
            for (var j = 0; 2 * j < count; j++)
            {
                var opposite = 2 * j + 1 == count ? 0.0 : values[count - 1 - j];
                var pair = (k & 1) == 0 ? values[j] + opposite : values[j] - opposite;
                sum += pair * cosines[(int)((long)k * (2 * j + 1) % (4 * count))];
            }

            coefficients[k] = sum * (k == 0 ? 1.0 : 2.0) / count;
        }

        return new ChebyshevSeries(coefficients, lower, upper);
    }

    /// <summary>The series of a_0 + a_1 x + ... + a_d x^d.</summary>
    /// <param name="monomial">a_0 first; from 1 to <see cref="MaximumDegree"/> + 1 finite numbers.</param>
    /// <param name="lower">The lower end of the interval, finite.</param>
    /// <param name="upper">The upper end, finite, above <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentException">There are too few or too many coefficients, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty or not finite.</exception>
    public static ChebyshevSeries FromMonomial(ReadOnlySpan<double> monomial, double lower = -1.0, double upper = 1.0)
    {
        if (monomial.Length is 0 or > MaximumDegree + 1)
        {
            throw new ArgumentException(
                $"A polynomial has 1 to {MaximumDegree + 1} coefficients, not {monomial.Length}.", nameof(monomial));
        }

        // Horner's rule on series: x = middle + halfWidth T_1, and T_1 T_k = (T_{k+1} + T_{|k-1|}) / 2.
        var (middle, halfWidth) = Interval(lower, upper);
        var series = new double[monomial.Length];
        for (var i = monomial.Length - 1; i >= 0; i--)
        {
            var next = new double[monomial.Length];
            for (var k = 0; k < monomial.Length - 1 - i; k++)
            {
                var half = series[k] * halfWidth / 2.0;
                next[k] += series[k] * middle;
                next[k + 1] += half;
                next[Math.Abs(k - 1)] += half;
            }

            next[0] += monomial[i];
            series = next;
        }

        return new ChebyshevSeries(series, lower, upper);
    }
}
