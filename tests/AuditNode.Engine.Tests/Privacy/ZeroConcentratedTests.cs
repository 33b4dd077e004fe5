using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class ZeroConcentratedTests
{
    // The United States Census Bureau's budgets of the redistricting data of 2020, published as pairs of two digits at delta = 1e-10: persons, and
    // housing units (Abowd et al., The 2020 Census Disclosure Avoidance System TopDown Algorithm, Harvard Data Science Review, special issue 2, 2022).
    [Theory]
    [InlineData(2.56, 17.14)]
    [InlineData(0.07, 2.47)]
    public void Gives_published_pairs_to_their_two_digits(double rho, double epsilon)
    {
        Assert.Equal(rho, Math.Round(ZeroConcentrated.FromEpsilon(epsilon, 1e-10).ToDouble(), 2));
    }

    [Theory]
    [InlineData(0.001, 1e-5)]
    [InlineData(0.1, 2e-4)]
    [InlineData(10, 1e-9)]
    public void Agrees_with_the_formula_for_delta_minimised_on_its_own(double rho, double delta)
    {
        double epsilon = ZeroConcentrated.Epsilon(Rho.Ceiling(rho), delta), best = 1;
        for (int i = -20_000; i <= 20_000; i++)
        {
            double order = double.Exp2(i / 1000.0), alpha = 1 + order;
            best = Math.Min(best, double.Exp(order * (alpha * rho - epsilon) + alpha * double.Log(order / alpha)) / order);
        }

        Assert.InRange(best, delta * (1 - 1e-6), delta * (1 + 1e-4));
    }

    [Theory]
    [InlineData(1e-6, 1e-5)]
    [InlineData(0.001, 2e-4)]
    [InlineData(0.045, 2e-4)]
    [InlineData(0.5, 1e-6)]
    [InlineData(3, 1e-12)]
    [InlineData(50, 1e-10)]
    [InlineData(1000, 1e-3)]
    public void Is_the_minimum_over_a_fine_grid_of_orders(double rho, double delta)
    {
        double best = double.PositiveInfinity;
        for (int i = -20_000; i <= 20_000; i++)
        {
            double order = double.Exp2(i / 1000.0), alpha = 1 + order;
            best = Math.Min(best, alpha * rho + (double.Log(1 / delta) - double.Log(alpha)) / order + double.Log(order / alpha));
        }

        double epsilon = ZeroConcentrated.Epsilon(Rho.Ceiling(rho), delta);
        Assert.InRange(epsilon, Math.Max(0, best) * (1 - 1e-6) - 1e-12, Math.Max(0, best) * (1 + 1e-9) + 1e-12);
    }

    [Theory]
    [InlineData(0.001, 1e-5)]
    [InlineData(0.1, 2e-4)]
    [InlineData(10, 1e-9)]
    public void Is_below_the_closed_form_of_Bun_and_Steinke(double rho, double delta)
    {
        Assert.InRange(ZeroConcentrated.Epsilon(Rho.Ceiling(rho), delta), 0, rho + 2 * Math.Sqrt(rho * double.Log(1 / delta)));
    }

    [Theory]
    [InlineData(1, 2e-4)]
    [InlineData(5, 1e-9)]
    public void Is_above_the_exact_curve_of_a_single_Gaussian(double epsilon, double delta)
    {
        // A Gaussian of this rho has a delta(epsilon) that is smaller than the bound's, but not by orders of magnitude
        // (Balle and Wang 2018, theorem 8).
        double mu = Math.Sqrt(2 * ZeroConcentrated.FromEpsilon(epsilon, delta).ToDouble());
        double exact = Phi(mu / 2 - epsilon / mu) - double.Exp(epsilon) * Phi(-mu / 2 - epsilon / mu);
        Assert.InRange(exact, delta / 20, delta);
    }

    [Theory]
    [InlineData(0.5, 2e-4)]
    [InlineData(1, 2e-4)]
    [InlineData(2, 1e-6)]
    [InlineData(17.14, 1e-10)]
    [InlineData(0.001, 1e-12)]
    public void The_inverse_is_the_largest_rho(double epsilon, double delta)
    {
        Rho rho = ZeroConcentrated.FromEpsilon(epsilon, delta);
        Assert.True(ZeroConcentrated.Epsilon(rho, delta) <= epsilon);
        Assert.True(ZeroConcentrated.Epsilon(rho + new Rho(1), delta) > epsilon);
    }

    [Fact]
    public void No_loss_is_no_epsilon_and_values_out_of_range_are_refused()
    {
        Assert.Equal(0, ZeroConcentrated.Epsilon(Rho.Zero, 1e-6));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroConcentrated.Epsilon(Rho.Zero, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroConcentrated.Epsilon(Rho.Zero, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroConcentrated.Epsilon(new Rho(UInt128.MaxValue), 1e-6));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroConcentrated.FromEpsilon(0, 1e-6));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroConcentrated.FromEpsilon(1, 1));
    }

    // The normal distribution function, by Simpson's rule over the density.
    private static double Phi(double x)
    {
        const int Steps = 20_000;
        double from = -40, width = (x - from) / Steps, sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double t = from + i * width;
            sum += double.Exp(-t * t / 2) * (i is 0 or Steps ? 1 : (i & 1) == 1 ? 4 : 2);
        }

        return sum * width / 3 / Math.Sqrt(2 * Math.PI);
    }
}
