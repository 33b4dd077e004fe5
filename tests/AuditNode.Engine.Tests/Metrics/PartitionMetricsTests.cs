using AuditNode.Engine.Metrics;

namespace AuditNode.Engine.Tests.Metrics;

/// <summary>Values worked out by hand.</summary>
public sealed class PartitionMetricsTests
{
    private const int Digits = 12;

    // Contingency {2, 0, 0}, {0, 1, 1}: pairs together 1, in rows 2, in columns 1, of 6: (1 - 2/6) / (3/2 - 2/6) = 4/7.
    // Entropies 1 and 3/2 bits, mutual information 1 bit: 2 / (5/2) = 4/5.
    private static readonly int[] Pairs = [0, 0, 1, 1], Split = [0, 0, 1, 2];

    [Fact]
    public void A_split_class_loses_its_smaller_part()
    {
        Assert.Equal(0.75, ClusteringAccuracy.Compute(Pairs, Split), Digits);
        Assert.Equal(4.0 / 7, AdjustedRandIndex.Compute(Pairs, Split), Digits);
        Assert.Equal(0.8, NormalizedMutualInformation.Compute(Pairs, Split), Digits);
    }

    [Fact]
    public void Crossed_partitions_share_nothing()
    {
        int[] crossed = [0, 1, 0, 1];
        Assert.Equal(0.5, ClusteringAccuracy.Compute(Pairs, crossed), Digits);
        Assert.Equal(-0.5, AdjustedRandIndex.Compute(Pairs, crossed), Digits);
        Assert.Equal(0, NormalizedMutualInformation.Compute(Pairs, crossed), Digits);
    }

    [Fact]
    public void Names_of_clusters_do_not_matter()
    {
        int[] classes = [3, 3, 7, 7, 7, -1], clusters = [100, 100, 5, 5, 5, 0];
        Assert.Equal(1, ClusteringAccuracy.Compute(classes, clusters));
        Assert.Equal(1, AdjustedRandIndex.Compute(classes, clusters), Digits);
        Assert.Equal(1, NormalizedMutualInformation.Compute(classes, clusters), Digits);
    }

    [Fact]
    public void More_clusters_than_classes_leave_records_unmatched()
    {
        Assert.Equal(0.25, ClusteringAccuracy.Compute([0, 0, 0, 0], [0, 1, 2, 3]));
        Assert.Equal(0.5, ClusteringAccuracy.Compute([0, 0, 1, 1, 2, 2, 3, 3], [0, 0, 0, 0, 1, 1, 1, 1]));
    }

    [Fact]
    public void One_cluster_against_several_classes_has_no_information()
    {
        Assert.Equal(0, AdjustedRandIndex.Compute(Pairs, [4, 4, 4, 4]), Digits);
        Assert.Equal(0, NormalizedMutualInformation.Compute(Pairs, [4, 4, 4, 4]), Digits);
        Assert.Equal(1, AdjustedRandIndex.Compute([1, 1], [2, 2]), Digits);
        Assert.Equal(1, NormalizedMutualInformation.Compute([1, 1], [2, 2]), Digits);
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClusteringAccuracy.Compute([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Compute([], []));
        Assert.Throws<ArgumentException>(() => ContingencyTable.Create(Enumerable.Range(0, ContingencyTable.MaximumLabels + 1).ToArray(), new int[ContingencyTable.MaximumLabels + 1]));
    }
}
