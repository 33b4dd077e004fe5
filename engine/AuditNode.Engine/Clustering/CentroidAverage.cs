namespace AuditNode.Engine.Clustering;

/// <summary>
/// The mean of the centroids of two rounds, in integers, rounded down: as the result of noisy rounds it has about half the noise of the last
/// round's centroids. It sees nothing but what was released, so it costs no privacy.
/// </summary>
/// <remarks>Measured in docs/utility.md.</remarks>
public static class CentroidAverage
{
    /// <summary>The mean.</summary>
    /// <param name="earlier">The centroids of the last round but one.</param>
    /// <param name="later">The centroids of the last round, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Centroids Of(Centroids earlier, Centroids later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        if (earlier.ClusterCount != later.ClusterCount || earlier.FeatureCount != later.FeatureCount)
            throw new ArgumentException("The shapes differ.", nameof(later));
        ReadOnlySpan<long> a = earlier.FixedPoint, b = later.FixedPoint;
        var mean = new long[a.Length];
        for (int i = 0; i < mean.Length; i++) mean[i] = (a[i] + b[i]) >> 1;
        return new Centroids(later.ClusterCount, later.FeatureCount, mean);
    }
}
