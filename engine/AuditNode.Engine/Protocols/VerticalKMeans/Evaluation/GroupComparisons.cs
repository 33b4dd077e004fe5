using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Which clusters a sign evaluation compares where records are repeated: cluster i of a group with cluster i + t, for t from 1 to k - 1; two
/// lanes take two t at a time.
/// </summary>
internal static class GroupComparisons
{
    /// <summary>The bisectors of a step by lane and block; null where the group is not full or the lane is idle.</summary>
    /// <param name="layout">A layout with blocks.</param>
    /// <param name="centroids">c.</param>
    /// <param name="group">From 0 to <see cref="SlotLayout.GroupCount"/> - 1.</param>
    /// <param name="step">From 0 to <see cref="SlotLayout.StepCount"/> - 1.</param>
    public static Bisector?[,] Of(SlotLayout layout, Centroids centroids, int group, int step)
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
