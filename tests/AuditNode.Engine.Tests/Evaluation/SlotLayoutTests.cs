using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class SlotLayoutTests
{
    [Theory]
    [InlineData(1_000, 8192, 8, 8, 1, 1, 7)] // 28 pairs one after the other
    [InlineData(1_000, 16384, 8, 8, 1, 2, 4)] // two lanes; one is idle once
    [InlineData(1_000, 16384, 5, 5, 1, 2, 2)]
    [InlineData(2_000, 8192, 8, 4, 2, 1, 14)]
    [InlineData(2_500, 8192, 7, 3, 3, 1, 18)]
    [InlineData(4_000, 8192, 8, 1, 1, 1, 28)] // two blocks would save nothing
    [InlineData(1_000, 8192, 2, 1, 1, 1, 1)]
    [InlineData(20_000, 8192, 5, 1, 1, 1, 30)]
    public void Records_are_repeated_where_that_saves_sign_evaluations(int records, int slots, int clusters, int blocks, int groups, int lanes, long signs)
    {
        SlotLayout layout = SlotLayout.Choose(records, slots, clusters);
        Assert.Equal((blocks, groups, lanes, signs), (layout.Blocks, layout.GroupCount, layout.Lanes, layout.SignCount));
        Assert.Equal(1, SlotLayout.Choose(records, slots, clusters, mayRepeat: false).Blocks);
        Assert.Equal(1, SlotLayout.Choose(records, slots, clusters, mostLanes: 1).Lanes);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(8, 8)]
    [InlineData(8, 3)]
    public void Every_cluster_meets_every_other_one_once_in_its_block(int clusters, int most)
    {
        double[][] rows = [.. Enumerable.Range(0, clusters).Select(i => new[] { i / 16.0 })];
        Centroids centroids = Centroids.FromRows(rows);
        foreach (int lanes in new[] { 1, 2 })
        {
            SlotLayout layout = SlotLayout.Choose(4, 4 * most * lanes, clusters, mostLanes: lanes);
            if (layout.Blocks == 1) continue;
            var met = new List<(int Cluster, double Offset)>();
            for (int group = 0; group < layout.GroupCount; group++)
            {
                for (int step = 0; step < layout.StepCount; step++)
                {
                    Bisector?[,] pairs = GroupComparisons.Of(layout, centroids, group, step);
                    for (int lane = 0; lane < layout.Lanes; lane++)
                    {
                        for (int block = 0; block < layout.Blocks; block++)
                        {
                            if (pairs[lane, block] is { } pair) met.Add((group * layout.Blocks + block, pair.Offset));
                        }
                    }
                }
            }

            var expected = from i in Enumerable.Range(0, clusters)
                           from j in Enumerable.Range(0, clusters)
                           where i != j
                           select (i, Bisector.Create(centroids, i, j).Offset);
            Assert.Equal(expected.Order(), met.Order());
        }
    }

    [Fact]
    public void Every_record_is_in_one_slot_of_every_block_and_the_others_are_zero()
    {
        foreach (SlotLayout layout in new[] { SlotLayout.Choose(20, 8, 2), SlotLayout.Choose(5, 32, 6), SlotLayout.Choose(4, 64, 7) })
        {
            double[] column = [.. Enumerable.Range(1, layout.Records).Select(i => (double)i)], slots = new double[layout.SlotCount];
            var seen = new List<double>();
            for (int b = 0; b < layout.BatchCount; b++)
            {
                Array.Fill(slots, double.NaN);
                layout.Place(column, b, slots);
                seen.AddRange(slots.Where(v => v != 0));
                Assert.Equal(layout.IsFull(b), slots.All(v => v != 0));
                for (int block = 0; block < layout.Blocks; block++)
                {
                    var mask = new double[layout.SlotCount];
                    layout.Fill(b, block, 1, mask);
                    Assert.Equal(layout.RecordsIn(b), mask.Sum());
                    Assert.All(Enumerable.Range(0, slots.Length).Where(s => mask[s] == 1), s => Assert.NotEqual(0, slots[s]));
                }
            }

            Assert.Equal(Enumerable.Repeat(column, layout.Blocks * layout.Lanes).SelectMany(c => c).Order(), seen.Order());
        }
    }
}
