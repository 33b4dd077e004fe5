using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class CriticalPointsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(63)]
    public void Those_of_a_Chebyshev_polynomial_are_cosines(int degree)
    {
        var coefficients = new DoubleDouble[(degree + 1) / 2];
        coefficients[^1] = 1.0;

        var points = CriticalPoints.Find(new OddSeries(coefficients), 0);

        Assert.Equal((degree - 1) / 2, points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            Assert.Equal(UnitCircle.Evaluate(points.Length - i, 2 * degree).Cosine, points[i], 1e-15);
        }
    }

    [Fact]
    public void A_double_root_of_the_derivative_is_found()
    {
        // 48 x^5 - 40 x^3 + 15 x = 3 T_5 + 5 T_3 + 15 T_1, whose derivative is 15 (4 x^2 - 1)^2.
        var points = CriticalPoints.Find(new OddSeries([15.0, 5.0, 3.0]), 0);

        Assert.Contains(0.5, points);
    }

    [Fact]
    public void A_double_root_off_the_bisection_points_is_found()
    {
        // 9 x^5 - 10 x^3 + 5 x has the derivative 5 (3 x^2 - 1)^2; 16 times it is 9 T_5 + 5 T_3 + 50 T_1.
        var points = CriticalPoints.Find(new OddSeries([50.0, 5.0, 9.0]), 0);

        Assert.Contains(points, x => Math.Abs(x * x - 1.0 / 3.0) < 1e-15);
    }
}
