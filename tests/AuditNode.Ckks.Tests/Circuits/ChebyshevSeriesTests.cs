using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class ChebyshevSeriesTests
{
    [Fact]
    public void A_series_evaluates_to_cosines_of_multiples()
    {
        for (var k = 0; k <= 40; k++)
        {
            var coefficients = new double[k + 1];
            coefficients[k] = 1.0;
            var series = new ChebyshevSeries(coefficients);
            for (var j = 0; j <= 36; j++)
            {
                var (x, _) = UnitCircle.Evaluate(j, 72);
                Assert.Equal(UnitCircle.Evaluate(k * j, 72).Cosine, series.Evaluate(x), 1e-13);
            }
        }
    }

    [Fact]
    public void Zeros_at_the_end_do_not_count_and_zeros_between_give_the_parity()
    {
        Assert.Equal((2, ChebyshevParity.Even), Describe([1, 0, 3, 0]));
        Assert.Equal((3, ChebyshevParity.Odd), Describe([0, 1, 0, 3]));
        Assert.Equal((1, ChebyshevParity.None), Describe([1, 1]));
        Assert.Equal((0, ChebyshevParity.Even), Describe([0, 0]));
    }

    [Fact]
    public void Division_by_a_Chebyshev_polynomial_is_exact()
    {
        var random = new SplitMix64(7);
        for (var degree = 0; degree <= 40; degree++)
        {
            for (var g = 1; g <= 45; g++)
            {
                var series = random.NextSeries(degree, ChebyshevParity.None);
                var (quotient, remainder) = series.Divide(g);

                Assert.Equal(Math.Max(0, degree - g), quotient.Degree);
                Assert.True(remainder.Degree < Math.Max(g, 1), $"degree {degree}, divisor {g}");
                Assert.Equal(series.Coefficients, Recombine(quotient, g, remainder, degree + 1));
            }
        }
    }

    [Fact]
    public void Division_keeps_parity()
    {
        var series = new SplitMix64(11).NextSeries(31, ChebyshevParity.Odd);

        var (quotient, remainder) = series.Divide(16);
        Assert.Equal((ChebyshevParity.Odd, ChebyshevParity.Odd), (quotient.Parity, remainder.Parity));
        (quotient, remainder) = series.Divide(7);
        Assert.Equal((ChebyshevParity.Even, ChebyshevParity.Odd), (quotient.Parity, remainder.Parity));
    }

    [Theory]
    [InlineData(-1.0, 1.0)]
    [InlineData(-3.0, 5.0)]
    [InlineData(0.25, 0.5)]
    public void Interpolation_reproduces_a_polynomial(double lower, double upper)
    {
        var random = new SplitMix64(3);
        var monomial = Enumerable.Range(0, 9).Select(_ => random.NextSigned()).ToArray();
        double Horner(double x) => monomial.Reverse().Aggregate(0.0, (sum, a) => sum * x + a);

        var interpolated = ChebyshevSeries.Interpolate(Horner, 8, lower, upper);
        var converted = ChebyshevSeries.FromMonomial(monomial, lower, upper);

        for (var i = 0; i <= 50; i++)
        {
            var x = lower + (upper - lower) * i / 50.0;
            var tolerance = 1e-13 * converted.CoefficientBound;
            Assert.Equal(Horner(x), interpolated.Evaluate(x), tolerance);
            Assert.Equal(Horner(x), converted.Evaluate(x), tolerance);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    public void Interpolating_an_odd_function_gives_an_exactly_odd_series(int degree)
    {
        var series = ChebyshevSeries.Interpolate(x => x / (1.0 + x * x), degree, -4.0, 4.0);

        Assert.Equal(ChebyshevParity.Odd, series.Parity);
        Assert.Equal(0.0 - series.Evaluate(0.7), series.Evaluate(-0.7));
    }

    // The error of interpolating 1 / (2 + x) is below 4 r^-d / (r - 1) * max |f| on an ellipse: it shrinks by 2 + sqrt 3 per degree.
    [Fact]
    public void Interpolation_converges_geometrically_for_an_analytic_function()
    {
        var series = ChebyshevSeries.Interpolate(x => 1.0 / (2.0 + x), 30);

        for (var x = -1.0; x <= 1.0; x += 1.0 / 128.0)
        {
            Assert.Equal(1.0 / (2.0 + x), series.Evaluate(x), 1e-14);
        }
    }

    [Fact]
    public void The_bounds_hold_and_the_sampled_one_is_tight()
    {
        var random = new SplitMix64(5);
        for (var degree = 1; degree <= 63; degree++)
        {
            var series = random.NextSeries(degree, ChebyshevParity.None);
            var sampled = 0.0;
            for (var i = -4000; i <= 4000; i++)
            {
                sampled = Math.Max(sampled, Math.Abs(series.Evaluate(i / 4000.0)));
            }

            Assert.InRange(series.MaximumMagnitude(), sampled, sampled * 1.02);
            Assert.True(sampled <= series.CoefficientBound * (1.0 + 1e-14), $"degree {degree}");
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ChebyshevSeries([]));
        Assert.Throws<ArgumentException>(() => new ChebyshevSeries([1.0, double.NaN]));
        Assert.Throws<ArgumentException>(() => new ChebyshevSeries(new double[ChebyshevSeries.MaximumDegree + 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChebyshevSeries([1.0], 1.0, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChebyshevSeries([1.0], double.NegativeInfinity, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChebyshevSeries([1.0]).Divide(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChebyshevSeries.Interpolate(x => x, -1));
        Assert.Throws<ArgumentException>(() => ChebyshevSeries.Interpolate(x => 1.0 / x, 2));
        Assert.Throws<ArgumentException>(() => ChebyshevSeries.FromMonomial([]));
    }

    private static (int Degree, ChebyshevParity Parity) Describe(double[] coefficients)
    {
        var series = new ChebyshevSeries(coefficients);
        return (series.Degree, series.Parity);
    }

    private static double[] Recombine(ChebyshevSeries quotient, int g, ChebyshevSeries remainder, int count)
    {
        var sum = new double[Math.Max(count, g + quotient.Degree + 1)];
        remainder.Coefficients.CopyTo(sum);
        for (var k = 0; k <= quotient.Degree; k++)
        {
            sum[g + k] += quotient.Coefficients[k] / 2.0;
            sum[Math.Abs(g - k)] += quotient.Coefficients[k] / 2.0;
        }

        Assert.All(sum.Skip(count), c => Assert.Equal(0.0, c));
        return sum[..count];
    }
}
