using AuditNode.Engine.Metrics;
using AuditNode.Engine.Tests.Evaluation;

namespace AuditNode.Engine.Tests.Metrics;

public sealed class SilhouetteTests
{
    private static readonly byte[] Seed = new byte[32];

    [Fact]
    public void Two_pairs_on_a_line_have_the_value_worked_out_by_hand()
    {
        // Outer points: a = 1, b = 10.5; inner ones: a = 1, b = 9.5.
        Silhouette silhouette = Silhouette.Compute([[0], [1], [10], [11]], [0, 0, 1, 1], Seed);
        Assert.Equal((9.5 / 10.5 + 8.5 / 9.5) / 2, silhouette.Value, 12);
        Assert.False(silhouette.IsSampled);
    }

    [Fact]
    public void A_record_alone_in_its_cluster_counts_nothing()
    {
        // (5 - 1) / 5 and (4 - 1) / 4 for the pair, 0 for the third record.
        Assert.Equal((0.8 + 0.75) / 3, Silhouette.Compute([[0], [1], [5]], [0, 0, 1], Seed).Value, 12);
    }

    [Fact]
    public void A_sample_is_said_to_be_one_repeats_by_its_seed_and_is_close_to_the_whole()
    {
        (double[][] records, int[] clusters) = Blobs(1200);
        Silhouette whole = Silhouette.Compute(records, clusters, Seed), sample = Silhouette.Compute(records, clusters, Seed, 400);
        Assert.True(sample.IsSampled);
        Assert.Equal(400, sample.RecordCount);
        Assert.Equal(sample, Silhouette.Compute(records, clusters, Seed, 400));
        Assert.InRange(sample.Value, whole.Value - 0.05, whole.Value + 0.05);
    }

    [Fact]
    public void One_cluster_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Silhouette.Compute([[0], [1]], [3, 3], Seed));
        Assert.Throws<ArgumentException>(() => Silhouette.Compute([[0], [1]], [3], Seed));
        Assert.Throws<ArgumentException>(() => Silhouette.Compute([[0], [1, 2]], [0, 1], Seed));
    }

    private static (double[][] Records, int[] Clusters) Blobs(int count)
    {
        double[] random = new RandomVectors(TestSeed.Value).Uniform(2 * count);
        return ([.. Enumerable.Range(0, count).Select(r => new[] { random[2 * r] + 3 * (r % 3), random[2 * r + 1] })], [.. Enumerable.Range(0, count).Select(r => r % 3)]);
    }
}
