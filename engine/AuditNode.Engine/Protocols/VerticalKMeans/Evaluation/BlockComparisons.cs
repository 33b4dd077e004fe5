using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Which clusters a sign evaluation compares where records are repeated: cluster i of a group with cluster i + t, for t from 1 to k - 1, and two
/// lanes take two t at a time; or the pairs of a placement.
/// </summary>
internal static class BlockComparisons
{
    /// <summary>The bisectors of a sign evaluation by lane and block; null where there is none.</summary>
    /// <param name="layout">A layout with blocks.</param>
    /// <param name="centroids">c.</param>
    /// <param name="evaluation">From 0 to <see cref="SlotLayout.SignCount"/> - 1: the steps of one group after those of another.</param>
    public static Bisector?[,] Of(SlotLayout layout, Centroids centroids, int evaluation)
    {
        if (layout.Pairs is not { } placement) return Of(layout, centroids, evaluation / layout.StepCount, evaluation % layout.StepCount);
        var pairs = new Bisector?[1, layout.Blocks];
        for (int block = 0; block < layout.Blocks; block++)
        {
            if (placement.PairAt(evaluation, block) is { } pair) pairs[0, block] = Bisector.Create(centroids, pair.First, pair.Second);
        }

        return pairs;
    }

    /// <summary>Null where the group is not full or the lane is idle.</summary>
    private static Bisector?[,] Of(SlotLayout layout, Centroids centroids, int group, int step)
    {
        int clusters = layout.Clusters;
        var pairs = new Bisector?[layout.Lanes, layout.Blocks];
        for (int lane = 0; lane < layout.Lanes; lane++)
        {
            int shift = lane * layout.StepCount + step + 1;
            for (int block = 0; block < layout.Blocks && shift < clusters; block++)
            {
                int cluster = group * layout.Blocks + block;
                if (cluster < clusters) pairs[lane, block] = Bisector.Create(centroids, cluster, (cluster + shift) % clusters);
            }
        }

        return pairs;
    }
}
