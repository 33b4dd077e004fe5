using System.Numerics;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class CentroidUpdateTests
{
    private const long One = 1L << Centroids.FractionBits;

    private static readonly Centroids Current = new(2, 1, [0, One / 2]);

    [Fact]
    public void A_centroid_moves_by_the_relative_sum_over_the_count()
    {
        Centroids next = new CentroidUpdate(1).Apply(Current, [8, 2, 4, -1]);
        Assert.Equal([One / 4, One / 4], next.FixedPoint.ToArray());
    }

    [Theory]
    [InlineData(1, 3, 1431655765)]
    [InlineData(-1, 3, -1431655766)]
    [InlineData(-3, 3, -One)]
    [InlineData(0, 3, 0)]
    public void Quotients_are_rounded_down(long sum, long count, long expected) =>
        Assert.Equal(expected, new CentroidUpdate(1).Apply(Current, [count, sum, 0, 0]).FixedPoint[0]);

    [Fact]
    public void Centroids_stay_in_the_box_for_any_sum()
    {
        BigInteger huge = BigInteger.One << 500;
        Assert.Equal([One, -One], new CentroidUpdate(1).Apply(Current, [1, huge, 1, -huge]).FixedPoint.ToArray());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    [InlineData(-50)]
    public void A_cluster_below_the_smallest_count_keeps_its_centroid(long count) =>
        Assert.Equal(Current, new CentroidUpdate(10).Apply(Current, [count, 5, count, 5]));

    [Fact]
    public void A_cluster_of_the_smallest_count_moves() =>
        Assert.Equal([One / 2, One / 2], new CentroidUpdate(10).Apply(Current, [10, 5, 9, 5]).FixedPoint.ToArray());

    [Fact]
    public void The_unit_of_the_sums_cancels()
    {
        BigInteger unit = BigInteger.Pow(3, 40);
        Assert.Equal(new CentroidUpdate(1).Apply(Current, [7, 3, 11, -2]), new CentroidUpdate(1).Apply(Current, [7 * unit, 3 * unit, 11 * unit, -2 * unit]));
    }

    [Theory]
    [InlineData(20.0, 0.25, 80)]
    [InlineData(20.0, 3.0, 7)]
    [InlineData(0.0, 0.25, 1)]
    public void A_count_in_records_is_rounded_up_to_units(double records, double unit, int expected) =>
        Assert.Equal(expected, CentroidUpdate.FromRecords(records, unit).SmallestCount);

    [Fact]
    public void Counts_and_units_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CentroidUpdate(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CentroidUpdate.FromRecords(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CentroidUpdate.FromRecords(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CentroidUpdate.FromRecords(1, 0));
    }

    [Fact]
    public void A_wrong_number_of_sums_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CentroidUpdate(1).Apply(Current, [1, 2, 3]));
}
