using AuditNode.Benchmarks.Plotting;

namespace AuditNode.Benchmarks.Tests;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0.0061, new[] { 0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007 })]
    [InlineData(16, new[] { 0.0, 5, 10, 15, 20 })]
    [InlineData(100, new[] { 0.0, 20, 40, 60, 80, 100 })]
    [InlineData(0.3, new[] { 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3 })]
    public void A_linear_axis_starts_at_zero_and_has_round_steps(double maximum, double[] ticks) =>
        Assert.Equal(ticks, Axis.Create("x", [maximum / 3, maximum]).Ticks);

    [Fact]
    public void A_logarithmic_axis_over_decades_has_powers_of_ten() =>
        Assert.Equal([1e3, 1e4, 1e5, 1e6], Axis.Create("n", [1e3, 1e4, 1e6], logarithmic: true).Ticks);

    [Fact]
    public void A_logarithmic_axis_of_little_range_has_steps_of_one_two_and_five() =>
        Assert.Equal([2, 5, 10, 20, 50], Axis.Create("n", [3, 40], logarithmic: true).Ticks);

    [Fact]
    public void Places_are_even_on_the_scale_of_the_axis()
    {
        Assert.Equal(0.5, Axis.Create("n", [1.0, 100], logarithmic: true).Place(10), 12);
        Assert.Equal(0.25, Axis.Create("n", [100.0]).Place(25), 12);
    }

    [Fact]
    public void A_single_value_has_an_axis_of_some_length()
    {
        Axis axis = Axis.Create("n", [1000.0], logarithmic: true);
        Assert.InRange(axis.Place(1000), 0, 1);
        Assert.True(axis.Maximum > axis.Minimum);
        Assert.Equal([0, 1], Axis.Create("n", [0.0]).Ticks);
    }

    [Theory]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Values_that_cannot_be_shown_are_refused(double value, bool logarithmic) =>
        Assert.Throws<ArgumentException>(() => Axis.Create("x", [1, value], logarithmic));

    [Fact]
    public void Large_ticks_are_short() => Assert.Equal(["1M", "20k", "5000", "0.001"], new[] { 1e6, 2e4, 5e3, 1e-3 }.Select(Axis.Name));
}
