using AuditNode.Engine.Clustering;
using AuditNode.Engine.Metrics;

namespace AuditNode.Engine.Tests.Metrics;

public sealed class KMeansLossTests
{
    private static readonly Centroids Two = Centroids.FromRows([[-0.5, 0], [0.5, 0]]);

    [Fact]
    public void The_mean_of_squared_distances_to_the_nearest_centroid() =>
        Assert.Equal((0.25 + 0.25 + 0.5) / 3, KMeansLoss.Compute([[-1, 0], [0, 0], [1, 0.5]], Two), 12);

    [Fact]
    public void The_unit_box_has_a_quarter_of_the_loss()
    {
        // The same records and centroids with features (x + 1) / 2.
        Centroids unit = Centroids.FromRows([[0.25, 0.5], [0.75, 0.5]]);
        Assert.Equal(KMeansLoss.Compute([[-1, 0], [0.3, 0.7]], Two) * KMeansLoss.UnitBoxFactor, KMeansLoss.Compute([[0, 0.5], [0.65, 0.85]], unit), 12);
    }

    [Fact]
    public void Records_of_another_length_and_no_records_are_refused()
    {
        Assert.Throws<ArgumentException>(() => KMeansLoss.Compute([[1]], Two));
        Assert.Throws<ArgumentException>(() => KMeansLoss.Compute([], Two));
    }
}
