namespace AuditNode.Engine.Clustering;

/// <summary>
/// The plane between two centroids as a linear form y(x) = normal . x + offset with |y| &lt;= 1 on the box [-1, 1]^d: positive where
/// <see cref="First"/> is the nearer one. Twins, centroids that are equal, have y = 0 everywhere.
/// </summary>
/// <param name="First">i.</param>
/// <param name="Second">j, greater than i.</param>
/// <param name="Normal">d coefficients.</param>
/// <param name="Offset">Constant term.</param>
public sealed record Bisector(int First, int Second, double[] Normal, double Offset)
{
    /// <summary>
    /// ||x - c_j||^2 - ||x - c_i||^2 = 2 (c_i - c_j) . x + ||c_j||^2 - ||c_i||^2 divided by its largest magnitude on the box, which is the sum
    /// of the magnitudes of its coefficients.
    /// </summary>
    public static Bisector Create(Centroids centroids, int first, int second)
    {
        var normal = new double[centroids.FeatureCount];
        double offset = 0, bound = 0;
        for (int f = 0; f < normal.Length; f++)
        {
            double a = centroids[first, f], b = centroids[second, f];
            normal[f] = a - b;
            offset -= (a - b) * (a + b) / 2;
            bound += Math.Abs(a - b);
        }

        bound += Math.Abs(offset);
        if (bound == 0) return new Bisector(first, second, normal, 0);
        for (int f = 0; f < normal.Length; f++) normal[f] /= bound;
        return new Bisector(first, second, normal, offset / bound);
    }

    /// <summary>All pairs i &lt; j, ordered by i, then j.</summary>
    public static IReadOnlyList<Bisector> CreateAll(Centroids centroids)
    {
        var all = new List<Bisector>();
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            for (int j = i + 1; j < centroids.ClusterCount; j++) all.Add(Create(centroids, i, j));
        }

        return all;
    }

    /// <summary>y(x).</summary>
    /// <param name="record">d features in [-1, 1].</param>
    public double Evaluate(ReadOnlySpan<double> record)
    {
        double y = Offset;
        for (int f = 0; f < Normal.Length; f++) y += Normal[f] * record[f];
        return y;
    }
}
