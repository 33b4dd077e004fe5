using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class LloydTests
{
    private static readonly double[][] Records = [[-0.75], [-0.5], [0.5], [1]];

    [Fact]
    public void Centroids_become_the_means_of_their_records_and_then_stay()
    {
        ClusteringRun run = Lloyd.Run(Records, Centroids.FromRows([[-0.1], [0]]), 50);
        Assert.Equal(Centroids.FromRows([[-0.625], [0.75]]), run.Centroids);
        Assert.True(run.Converged);
        Assert.Equal(2, run.Rounds);
    }

    [Fact]
    public void A_centroid_without_records_stays_where_it_is()
    {
        Centroids start = Centroids.FromRows([[0], [-1], [-0.9]]);
        Assert.Equal(-1, Lloyd.Run([[0.5], [1]], start, 10).Centroids[1, 0]);
    }

    [Fact]
    public void Of_equally_near_centroids_the_first_one_takes_the_record() =>
        Assert.Equal([0, 0, 1], new NearestCentroid(Centroids.FromRows([[-0.5], [0.5]])).AssignAll([[-0.2], [0], [0.2]]));

    [Fact]
    public void Rounds_stop_at_the_maximum()
    {
        Centroids start = Centroids.FromRows([[-0.1], [0]]);
        ClusteringRun run = Lloyd.Run(Records, start, 0);
        Assert.Equal((start, 0, false), (run.Centroids, run.Rounds, run.Converged));
    }
}
