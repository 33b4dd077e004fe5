namespace AuditNode.Engine.Clustering;

/// <summary>
/// Lloyd's algorithm in the clear: every record to its nearest centroid, every centroid to the mean of its records; a centroid without records
/// stays where it is.
/// </summary>
/// <remarks>S. Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28(2), 1982.</remarks>
public static class Lloyd
{
    /// <summary>Runs until no centroid moves, or for a number of rounds.</summary>
    /// <param name="records">n records of d features in [-1, 1], n at least 1.</param>
    /// <param name="start">k centroids of d features.</param>
    /// <param name="maximumRounds">At least 0.</param>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of rounds is negative.</exception>
    public static ClusteringRun Run(IReadOnlyList<double[]> records, Centroids start, int maximumRounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumRounds);
        Centroids centroids = start;
        for (int round = 0; round < maximumRounds; round++)
        {
            Centroids next = Move(records, centroids);
            if (next.Equals(centroids)) return new ClusteringRun(centroids, round + 1, true);
            centroids = next;
        }

        return new ClusteringRun(centroids, maximumRounds, false);
    }

    private static Centroids Move(IReadOnlyList<double[]> records, Centroids centroids)
    {
        var nearest = new NearestCentroid(centroids);
        nearest.Check(records);
        double[][] means = centroids.ToRows();
        var sums = new double[means.Length * centroids.FeatureCount];
        var counts = new long[means.Length];
        foreach (double[] record in records)
        {
            int cluster = nearest.Find(record).Cluster;
            counts[cluster]++;
            for (int f = 0; f < record.Length; f++) sums[cluster * record.Length + f] += record[f];
        }

        for (int i = 0; i < means.Length; i++)
        {
            if (counts[i] == 0) continue;
            for (int f = 0; f < means[i].Length; f++) means[i][f] = sums[i * means[i].Length + f] / counts[i];
        }

        return Centroids.FromRows(means);
    }
}
