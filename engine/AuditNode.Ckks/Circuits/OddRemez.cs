using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// The odd polynomial p of least max |p - 1| on [delta, 1], by Remez's exchange. For degree 2m - 1 the error takes its maximum with
/// alternating signs at exactly m + 1 points: delta, the m - 1 extrema that p' allows, and 1.
/// </summary>
/// <remarks>Trefethen, Approximation Theory and Approximation Practice, chapter 10; Cheney, Introduction to Approximation Theory.</remarks>
internal static class OddRemez
{
    private const int MaximumRounds = 60;

    /// <summary>The polynomial whose extreme errors agree to a relative 2^-44 or, below 2^-36, to 2^-80.</summary>
    /// <exception cref="InvalidOperationException">The exchange did not settle.</exception>
    internal static OddSeries Solve(int degree, double delta)
    {
        var terms = (degree + 1) / 2;
        var reference = InitialReference(terms, delta);
        for (var round = 0; round < MaximumRounds; round++)
        {
            var series = Level(reference, terms);
            var extrema = FindExtrema(series, terms, delta);
            if (extrema is null)
            {
                break;
            }

            var errors = extrema.Select(x => (double)DoubleDouble.Abs(series.Evaluate(x) - 1.0)).ToArray();
            if (errors.Max() - errors.Min() <= Math.ScaleB(errors.Max(), -44) + Math.ScaleB(1.0, -80))
            {
                return series;
            }

            reference = extrema;
        }

        throw new InvalidOperationException($"No equal extrema were found for degree {degree} and gap {delta}.");
    }

    // Extrema of a Chebyshev polynomial in x^2 on [delta^2, 1].
    private static double[] InitialReference(int terms, double delta)
        => [.. Enumerable.Range(0, terms + 1).Select(i => Point(i, terms, delta))];

    // p(x_i) + (-1)^i E = 1 at the m + 1 points of the reference.
    private static OddSeries Level(double[] reference, int terms)
    {
        var rows = new DoubleDouble[terms + 1][];
        for (var i = 0; i <= terms; i++)
        {
            rows[i] = [.. OddSeries.Basis(reference[i], terms), (i & 1) == 0 ? 1.0 : -1.0, 1.0];
        }

        return new OddSeries(LinearSystem.Solve(rows)[..terms]);
    }

    // The m - 1 sign changes of p' between delta and 1, on a grid refined until it shows all of them.
    private static double[]? FindExtrema(OddSeries series, int terms, double delta)
    {
        for (var cells = 8 * terms; cells <= 1024 * terms; cells *= 2)
        {
            var extrema = new List<double> { delta };
            var left = delta;
            var sign = series.Derivative(left).Sign;
            for (var i = 1; i <= cells; i++)
            {
                var right = Point(i, cells, delta);
                var next = series.Derivative(right).Sign;
                if (next != sign)
                {
                    extrema.Add(series.FindExtremum(left, right, sign));
                }

                (left, sign) = (right, next);
            }

            extrema.Add(1.0);
            if (extrema.Count == terms + 1)
            {
                return [.. extrema];
            }
        }

        return null;
    }

    private static double Point(int index, int count, double delta)
    {
        var cosine = UnitCircle.Evaluate(index, 2L * count).Cosine;
        return Math.Sqrt((1.0 + delta * delta - (1.0 - delta * delta) * cosine) / 2.0);
    }
}
