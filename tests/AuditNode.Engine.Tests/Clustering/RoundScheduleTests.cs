using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class RoundScheduleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Parts_rise_threefold_and_add_up(int rounds)
    {
        long[] parts = [.. Enumerable.Range(0, rounds).Select(t => RoundSchedule.Parts(t, rounds))];
        Assert.Equal(RoundSchedule.TotalParts(rounds), parts.Sum());
        Assert.Equal(rounds == 1 ? parts[0] : 3 * parts[0], parts[^1]);
        Assert.Equal(parts.Order(), parts);
    }

    [Fact]
    public void The_budget_of_all_rounds_is_never_more_than_the_total()
    {
        Rho total = Rho.Floor(0.044991224117);
        Rho sum = RoundSchedule.Divide(total, 7).Aggregate(Rho.Zero, (a, b) => a + b);
        Assert.True(sum <= total && total <= sum + new Rho(7));
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSchedule.Parts(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSchedule.TotalParts(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSchedule.Divide(new Rho(UInt128.MaxValue), 2));
    }

    [Fact]
    public void The_mean_of_two_rounds_is_rounded_down()
    {
        Centroids a = new(2, 1, [3, -3]), b = new(2, 1, [4, -4]);
        Assert.Equal([3, -4], CentroidAverage.Of(a, b).FixedPoint.ToArray());
        Assert.Throws<ArgumentException>(() => CentroidAverage.Of(a, new Centroids(3, 1, [0, 0, 0])));
    }
}
