using AuditNode.Engine.Clustering;
using AuditNode.Engine.Metrics;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>Measures centroids: every record belongs to its nearest one.</summary>
internal static class ClusteringQuality
{
    /// <param name="records">n records in [-1, 1]^d.</param>
    /// <param name="centroids">k centroids.</param>
    /// <param name="labels">True classes from 0, or null.</param>
    public static QualityReport Measure(double[][] records, Centroids centroids, int[]? labels)
    {
        double loss = KMeansLoss.Compute(records, centroids);
        if (labels is null) return new QualityReport(loss * KMeansLoss.UnitBoxFactor, loss, null, null, null);
        int[] clusters = new NearestCentroid(centroids).AssignAll(records);
        return new QualityReport(
            loss * KMeansLoss.UnitBoxFactor, loss, ClusteringAccuracy.Compute(labels, clusters), AdjustedRandIndex.Compute(labels, clusters),
            NormalizedMutualInformation.Compute(labels, clusters));
    }
}
