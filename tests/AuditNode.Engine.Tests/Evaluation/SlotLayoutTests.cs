using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class SlotLayoutTests
{
    [Theory]
    [InlineData(1_000, 8192, 8, 8, 1, 1, 7)] // 28 pairs one after the other
    [InlineData(1_000, 16384, 8, 8, 1, 2, 4)] // two lanes; one is idle once
    [InlineData(1_000, 16384, 5, 5, 1, 2, 2)]
    [InlineData(1_200, 8192, 7, 3, 3, 2, 9)] // three blocks in each of two lanes
    [InlineData(2_000, 8192, 8, 4, 2, 1, 14)]
    [InlineData(2_500, 8192, 7, 3, 3, 1, 18)]
    [InlineData(4_000, 8192, 8, 1, 1, 1, 28)] // two blocks would save nothing
    [InlineData(1_000, 8192, 2, 1, 1, 1, 1)]
    [InlineData(20_000, 8192, 5, 1, 1, 1, 30)]
    public void Records_are_repeated_where_that_saves_sign_evaluations(int records, int slots, int clusters, int blocks, int groups, int lanes, long signs)
    {
        SlotLayout layout = SlotLayout.Choose(records, slots, clusters, mayPair: false);
        Assert.Equal((blocks, groups, lanes, signs), (layout.Blocks, layout.GroupCount, layout.Lanes, layout.SignCount));
        Assert.Equal(1, SlotLayout.Choose(records, slots, clusters, mayRepeat: false, mayPair: false).Blocks);
        Assert.Equal(1, SlotLayout.Choose(records, slots, clusters, mayRotate: false).Lanes);
    }

    [Theory]
    [InlineData(5_000, 16384, 15, 3, 35)] // 105 pairs
    [InlineData(8_000, 16384, 8, 2, 14)]
    [InlineData(4_000, 8192, 8, 2, 14)]
    [InlineData(2_500, 8192, 5, 3, 4)]
    public void Copies_of_the_records_compare_different_pairs_where_that_saves_most(int records, int slots, int clusters, int blocks, long signs)
    {
        SlotLayout layout = SlotLayout.Choose(records, slots, clusters);
        Assert.Equal((blocks, signs), (layout.Pairs?.Blocks, layout.SignCount));
        Assert.Equal(-records, layout.RotationSteps);
        Assert.Equal(0, SlotLayout.Choose(records, slots, clusters, mayRotate: false).RotationSteps);
    }

    [Fact]
    public void Every_pair_has_one_place_and_no_weight_takes_a_level_more()
    {
        for (int clusters = 4; clusters <= EvaluationRequest.MaximumClusters; clusters++)
        {
            foreach (int blocks in new[] { 2, 3 })
            {
                PairPlacement placement = PairPlacement.TryCreate(clusters, blocks)!;
                var pairs = new List<(int, int)>();
                for (int c = 0; c < placement.CiphertextCount; c++)
                {
                    for (int b = 0; b < blocks; b++)
                    {
                        if (placement.PairAt(c, b) is { } pair) pairs.Add(pair);
                    }
                }

                Assert.Equal(clusters * (clusters - 1) / 2, pairs.Distinct().Count());
                Assert.Equal(pairs.Count, pairs.Distinct().Count());
                Assert.Equal((pairs.Count + blocks - 1) / blocks, placement.CiphertextCount);
                for (int i = 0; i < clusters; i++)
                {
                    int[] counts = [.. Enumerable.Range(0, blocks).Select(b => placement.Factors(i, b).Count)];
                    Assert.Equal(clusters - 1, counts.Sum());
                    Assert.All(counts.Index(), c => Assert.True(c.Item <= 1 << (placement.Depth - (blocks == 2 || c.Index == placement.LargestBlock(i) ? 1 : 2))));
                    for (int b = 0; b < blocks; b++)
                        Assert.All(placement.Factors(i, b), f => Assert.Equal(i, f.IsFirst ? placement.PairAt(f.Ciphertext, b)!.Value.First : placement.PairAt(f.Ciphertext, b)!.Value.Second));
                }
            }
        }
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
            SlotLayout layout = SlotLayout.Choose(4, 4 * most * lanes, clusters, mayRotate: lanes == 2, mayPair: false);
            if (layout.Blocks == 1) continue;
            var met = new List<(int Cluster, double Offset)>();
            for (int evaluation = 0; evaluation < layout.SignCount; evaluation++)
            {
                Bisector?[,] pairs = BlockComparisons.Of(layout, centroids, evaluation);
                for (int lane = 0; lane < layout.Lanes; lane++)
                {
                    for (int block = 0; block < layout.Blocks; block++)
                    {
                        if (pairs[lane, block] is { } pair) met.Add((evaluation / layout.StepCount * layout.Blocks + block, pair.Offset));
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
        foreach (SlotLayout layout in new[] { SlotLayout.Choose(20, 8, 2), SlotLayout.Choose(5, 32, 6), SlotLayout.Choose(4, 64, 7), SlotLayout.Choose(10, 32, 6) })
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
