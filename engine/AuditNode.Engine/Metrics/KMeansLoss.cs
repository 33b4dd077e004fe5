using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Metrics;

/// <summary>
/// The k-means loss (1/n) sum over records of min over clusters of ||x - c_i||^2: the mean squared distance of a record to its nearest centroid.
/// </summary>
public static class KMeansLoss
{
    /// <summary>A loss with features in [-1, 1] times this is the loss with features in [0, 1].</summary>
    public const double UnitBoxFactor = 0.25;

    /// <summary>The loss in the units of the records: features in [-1, 1].</summary>
    /// <param name="records">n records of d features, n at least 1.</param>
    /// <param name="centroids">k centroids of d features.</param>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    public static double Compute(IReadOnlyList<double[]> records, Centroids centroids)
    {
        var nearest = new NearestCentroid(centroids);
        nearest.Check(records);
        double total = 0;
        foreach (double[] record in records) total += nearest.Find(record).SquaredDistance;
        return total / records.Count;
    }
}
