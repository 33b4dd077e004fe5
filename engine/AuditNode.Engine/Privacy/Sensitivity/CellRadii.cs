using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// The radius of each centroid's cell, the part of the box [-1, 1]^d that is nearest to it: the largest distance of the cell's points from the
/// centroid. Up to three features, from a grid: estimates below the truth by at most the half diagonal of a grid cell. Above, the distance to
/// the box's farthest corner.
/// </summary>
public sealed class CellRadii
{
    private const int GridFeatures = 3;

    private readonly double[] _radii;

    private CellRadii(double[] radii, double coveringRadius) => (_radii, CoveringRadius) = (radii, coveringRadius);

    /// <summary>k.</summary>
    public int ClusterCount => _radii.Length;

    /// <summary>A proven bound of the covering radius: no point of the box is farther from its nearest centroid.</summary>
    public double CoveringRadius { get; }

    /// <summary>The largest of the radii.</summary>
    public double Largest => _radii.Max();

    /// <summary>Radius of a cell, 0 where no point of the grid falls into it.</summary>
    /// <param name="cluster">From 0 to k - 1.</param>
    public double this[int cluster] => _radii[cluster];

    /// <summary>Measures the cells.</summary>
    public static CellRadii Measure(Centroids centroids)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        return centroids.FeatureCount <= GridFeatures ? Grid(centroids) : Corners(centroids);
    }

    private static CellRadii Grid(Centroids centroids)
    {
        int d = centroids.FeatureCount;
        // Between 25,000 and 40,000 points, or 257 on a line.
        int side = d == 1 ? 257 : d == 2 ? 161 : 33;
        double[][] rows = centroids.ToRows();
        var radii = new double[rows.Length];
        var indices = new int[d];
        var point = new double[d];
        int count = 1;
        for (int f = 0; f < d; f++) count *= side;
        for (int n = 0; n < count; n++)
        {
            for (int f = 0, rest = n; f < d; f++, rest /= side) point[f] = -1 + 2.0 * (rest % side) / (side - 1);
            (int nearest, double least) = Nearest(rows, point);
            radii[nearest] = Math.Max(radii[nearest], least);
        }

        for (int i = 0; i < radii.Length; i++) radii[i] = Math.Sqrt(radii[i]);
        // The distance to the nearest centroid changes by no more than the point moves.
        return new CellRadii(radii, (radii.Max() + Math.Sqrt(d) / (side - 1)) * (1 + 1e-12));
    }

    private static (int Cluster, double Square) Nearest(double[][] rows, double[] point)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < rows.Length; i++)
        {
            double square = 0;
            for (int f = 0; f < point.Length; f++) square += (point[f] - rows[i][f]) * (point[f] - rows[i][f]);
            if (square < least) (nearest, least) = (i, square);
        }

        return (nearest, least);
    }

    private static CellRadii Corners(Centroids centroids)
    {
        double[] radii = [.. Enumerable.Range(0, centroids.ClusterCount).Select(i => Math.Sqrt(DomainSensitivity.FarthestSquare(centroids, i)))];
        return new CellRadii(radii, radii.Min() * (1 + 1e-12));
    }
}
