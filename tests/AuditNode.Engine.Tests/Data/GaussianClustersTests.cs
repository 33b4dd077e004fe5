using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class GaussianClustersTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1000, 5, 2)]
    [InlineData(1003, 15, 10)]
    [InlineData(50, 50, 1)]
    public void A_table_has_n_records_in_the_box_and_k_clusters_of_sizes_that_differ_by_at_most_one(int n, int k, int d)
    {
        ClusteredTable sample = new GaussianClusters(n, k, d).Generate(TestSeed.Value);

        Assert.Equal((n, d), (sample.Table.RecordCount, sample.Table.Schema.FeatureCount));
        int[] sizes = [.. sample.Table.Label!.Classes.CountBy(c => c).Select(p => p.Value)];
        Assert.Equal((k, n), (sizes.Length, sizes.Sum()));
        Assert.True(sizes.Max() - sizes.Min() <= 1);
        Assert.All(sample.Table.Columns.OfType<NumericColumn>(), c => Assert.All(c.Values, v => Assert.InRange(v, -1, 1)));
    }

    [Fact]
    public void Given_sizes_are_kept()
    {
        Table table = new GaussianClusters(100, 3, 2) { Sizes = [10, 30, 60] }.Generate(TestSeed.Value).Table;

        Assert.Equal([10, 30, 60], Enumerable.Range(0, 3).Select(c => table.Label!.Classes.Count(x => x == c)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianClusters(100, 3, 2) { Sizes = [10, 30, 61] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianClusters(100, 3, 2) { Sizes = [0, 30, 70] });
    }

    [Fact]
    public void The_same_seed_gives_the_same_table_and_another_seed_another()
    {
        var clusters = new GaussianClusters(200, 4, 3);
        double[] First(ulong seed) => clusters.Generate(seed).Table.Numeric("x1").Values;

        Assert.Equal(First(TestSeed.Value), First(TestSeed.Value));
        Assert.NotEqual(First(TestSeed.Value), First(TestSeed.Value + 1));
    }

    [Fact]
    public void Centres_are_as_far_apart_as_asked_and_clusters_have_their_deviation_and_mean()
    {
        ClusteredTable sample = new GaussianClusters(60_000, 6, 2) { Separation = 8 }.Generate(TestSeed.Value);
        double nearest = sample.Centres.SelectMany((a, i) =>
            sample.Centres.Skip(i + 1).Select(b => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()))).Min();
        Assert.Equal(8, nearest / sample.Deviation, 9);

        double[] x = sample.Table.Numeric("x1").Values;
        for (int c = 0; c < 6; c++)
        {
            double[] cluster = [.. x.Where((_, r) => sample.Table.Label!.Classes[r] == c)];
            double mean = cluster.Average(), deviation = Math.Sqrt(cluster.Average(v => (v - mean) * (v - mean)));
            Assert.InRange(mean - sample.Centres[c][0], -0.06 * sample.Deviation, 0.06 * sample.Deviation);
            Assert.InRange(deviation / sample.Deviation, 0.96, 1.04);
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(5, 6, 1)]
    [InlineData(5, 5, 0)]
    [InlineData(GaussianClusters.MaximumRecords + 1, 1, 1)]
    [InlineData(GaussianClusters.MaximumRecords, 1, 1000)]
    public void Numbers_out_of_range_are_refused(int n, int k, int d) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianClusters(n, k, d));
}
