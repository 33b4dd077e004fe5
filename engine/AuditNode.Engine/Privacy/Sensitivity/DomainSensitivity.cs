using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// The bound that needs nothing but w_i &gt;= 0 and a sum of at most 1. For two given records the squared distance |G(x) - G(x')|^2 is convex in
/// their weights, so it is largest at corners of the simplex, where each record is in one cluster or in none.
/// </summary>
internal static class DomainSensitivity
{
    /// <summary>The squared bound: the box's diagonal for one cluster, the farthest corners for two.</summary>
    internal static double Square(Centroids centroids, ReleaseWeights weights)
    {
        double one = 0, first = 0, second = 0;
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            double a = weights.Counts[i], b = weights.Sums[i];
            one = Math.Max(one, 4.0 * centroids.FeatureCount * b * b);
            double norm = a * a + b * b * FarthestSquare(centroids, i);
            if (norm > first) (first, second) = (norm, first);
            else second = Math.Max(second, norm);
        }

        return Math.Max(one, first + second);
    }

    /// <summary>The squared distance of a centroid to the box's farthest corner.</summary>
    internal static double FarthestSquare(Centroids centroids, int cluster)
    {
        double square = 0;
        for (int f = 0; f < centroids.FeatureCount; f++)
        {
            double far = 1 + Math.Abs(centroids[cluster, f]);
            square += far * far;
        }

        return square;
    }

    /// <summary>
    /// Weights for which it is smallest, or nearly: all sums alike, and counts as heavy as the diagonal allows for free, or half as heavy as sums
    /// in units of the box's half diagonal where it allows less.
    /// </summary>
    internal static ReleaseWeights Weights(Centroids centroids)
    {
        double first = 0, second = 0, d = centroids.FeatureCount;
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            double square = FarthestSquare(centroids, i);
            if (square > first) (first, second) = (square, first);
            else second = Math.Max(second, square);
        }

        return ReleaseWeights.Uniform(centroids.ClusterCount, Math.Sqrt(Math.Max(2 * d - (first + second) / 2, d / 4)));
    }
}
