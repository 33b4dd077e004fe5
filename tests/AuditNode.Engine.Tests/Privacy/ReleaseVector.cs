using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>G(x), what a record adds to a weighted release, straight from its definition.</summary>
internal sealed class ReleaseVector(Centroids centroids, AssignmentPolynomial polynomial, ReleaseWeights weights)
{
    private readonly SoftAssignment _assignment = new(centroids, polynomial);

    internal double[] Of(double[] record)
    {
        var w = new double[centroids.ClusterCount];
        _assignment.Weigh(record, w);
        return Of(record, w);
    }

    internal double[] Of(double[] record, double[] w)
    {
        var vector = new double[w.Length * (record.Length + 1)];
        for (int i = 0, o = 0; i < w.Length; i++)
        {
            vector[o++] = weights.Counts[i] * w[i];
            for (int f = 0; f < record.Length; f++) vector[o++] = weights.Sums[i] * w[i] * (record[f] - centroids[i, f]);
        }

        return vector;
    }

    internal double Distance(double[] a, double[] b) => Norm(Of(a), Of(b));

    internal static double Norm(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
}
