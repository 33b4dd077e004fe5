using System.Numerics;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class RhoTests
{
    [Fact]
    public void A_unit_is_one_millionth_of_a_millionth_as_in_the_contract()
    {
        Assert.Equal((UInt128)1_000_000_000_000, Rho.Ceiling(1).Units);
        Assert.Equal("2.560000000000", new Rho(2_560_000_000_000).ToString());
        Assert.Equal("0.000000000001", new Rho(1).ToString());
    }

    [Fact]
    public void Charges_are_rounded_up_and_limits_down()
    {
        // The double 0.1 is a little above a tenth.
        Assert.Equal((UInt128)100_000_000_001, Rho.Ceiling(0.1).Units);
        Assert.Equal((UInt128)100_000_000_000, Rho.Floor(0.1).Units);
        Assert.Equal((UInt128)1, Rho.Ceiling(double.Epsilon).Units);
        Assert.Equal((UInt128)0, Rho.Floor(1e-13).Units);
    }

    [Fact]
    public void Shares_never_add_up_to_more_than_the_whole()
    {
        var whole = new Rho(1000);
        Assert.Equal(new Rho(333), whole.Share(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Share(0));
    }

    [Fact]
    public void Sums_beyond_128_bits_and_negative_differences_throw()
    {
        Assert.Throws<OverflowException>(() => new Rho(UInt128.MaxValue) + new Rho(1));
        Assert.Throws<OverflowException>(() => new Rho(1) - new Rho(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rho.Ceiling(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rho.Ceiling(double.NaN));
    }

    [Fact]
    public void A_Gaussian_costs_half_the_squared_ratio_rounded_up()
    {
        Assert.Equal(Rho.Ceiling(0.5), GaussianMechanism.Cost(10, 100));
        Assert.Equal(new Rho(166_666_666_667), GaussianMechanism.Cost(1, 3));
        Assert.Equal(Rho.Zero, GaussianMechanism.Cost(0, 3));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1e12, 12345)]
    [InlineData(0.001, 1_000_000)]
    [InlineData(3.7e20, 1)]
    public void The_variance_for_a_rho_is_the_least_that_does_not_cost_more(double sensitivity, ulong units)
    {
        BigInteger variance = GaussianMechanism.Variance(sensitivity, new Rho(units));
        Assert.True(GaussianMechanism.Cost(sensitivity, variance) <= new Rho(units));
        // A unit of rho is coarser than a unit of a huge variance.
        BigInteger less = variance - 1 - variance / 1_000_000_000;
        if (less.Sign > 0 && units > 1_000_000_000) Assert.True(GaussianMechanism.Cost(sensitivity, less) > new Rho(units));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianMechanism.Variance(sensitivity, Rho.Zero));
    }
}
