using System.Numerics;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Tests.Release;

public class FloodingBudgetTests
{
    [Theory]
    [InlineData(1, 30, 0.0, 1)]
    [InlineData(10, 30, 1000.0, 15)]
    [InlineData(128, 40, 12345.5, 32)]
    [InlineData(1 << 20, 80, 1e15, 256)]
    public void Attack2_The_deviation_is_that_of_the_formula(long releases, int bits, double error, int outputs)
    {
        var budget = new FloodingBudget(releases, bits);
        double formula = Math.Sqrt(12.0 * releases * outputs) * Math.Sqrt(Math.ScaleB(1, bits)) * (Math.Ceiling(error) + 0.5);
        Assert.InRange(budget.Deviation(error, outputs) / formula, 1 - 1e-12, 1 + 1e-12);
    }

    [Fact]
    public void Attack2_The_divergence_of_all_releases_together_is_what_the_statistical_bits_say()
    {
        // Each integer is shifted by at most t + 1/2; for discrete Gaussians that is a divergence of shift^2 / (2 sigma^2) (Canonne, Kamath
        // and Steinke 2020, proposition 5), and divergences add up over integers and releases.
        foreach (int bits in (int[])[0, 30, 60])
        {
            var budget = new FloodingBudget(1000, bits);
            double shift = 777.5, divergence = 1000 * 15 * shift * shift / (2 * (double)budget.Variance(777, 15));
            Assert.Equal(Math.ScaleB(1, -bits) / 24, divergence, Math.ScaleB(1, -bits) * 1e-12);
            Assert.Equal(Math.Sqrt(divergence / 2), budget.Advantage, budget.Advantage * 1e-12); // Pinsker
        }

        Assert.InRange(Math.Log2(new FloodingBudget(1).Advantage), -17.8, -17.7);
    }

    [Fact]
    public void Larger_budgets_bounds_and_numbers_of_outputs_never_have_less_noise()
    {
        BigInteger least = new FloodingBudget(10).Variance(1000, 15);
        Assert.True(new FloodingBudget(11).Variance(1000, 15) > least);
        Assert.True(new FloodingBudget(10, 31).Variance(1000, 15) > least);
        Assert.True(new FloodingBudget(10).Variance(1000.1, 15) > least);
        Assert.True(new FloodingBudget(10).Variance(1000, 16) > least);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maximumReleases", () => new FloodingBudget(0));
        Assert.Throws<ArgumentOutOfRangeException>("maximumReleases", () => new FloodingBudget((1 << 20) + 1));
        Assert.Throws<ArgumentOutOfRangeException>("statisticalBits", () => new FloodingBudget(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("statisticalBits", () => new FloodingBudget(1, 81));
        foreach (double bound in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>("errorBound", () => new FloodingBudget(1).Variance(bound, 1));
        Assert.Throws<ArgumentOutOfRangeException>("outputs", () => new FloodingBudget(1).Variance(1, 0));
    }
}
