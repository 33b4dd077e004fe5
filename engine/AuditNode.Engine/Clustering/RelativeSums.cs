using System.Numerics;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// What a round would release without noise, computed in the clear: for every cluster the count N = sum of w(x) and for every feature the
/// relative sum R = sum of w(x) (x - c), at the places of <see cref="CentroidUpdate.CountIndex"/> and <see cref="CentroidUpdate.SumIndex"/>.
/// </summary>
public static class RelativeSums
{
    /// <summary>Sums with the polynomial's weights.</summary>
    /// <param name="records">n records of d features in [-1, 1].</param>
    /// <param name="centroids">k centroids of d features.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <returns>k (d + 1) sums, in records and feature units.</returns>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    public static double[] Soft(IReadOnlyList<double[]> records, Centroids centroids, AssignmentPolynomial polynomial)
    {
        new NearestCentroid(centroids).Check(records);
        var assignment = new SoftAssignmentBlock(centroids, polynomial);
        double[][] rows = centroids.ToRows();
        var sums = new double[rows.Length * (centroids.FeatureCount + 1)];
        for (int first = 0; first < records.Count; first += SoftAssignmentBlock.Size)
        {
            int count = Math.Min(SoftAssignmentBlock.Size, records.Count - first);
            IReadOnlyList<double[]> weights = assignment.Weigh(records, first, count);
            for (int r = 0; r < count; r++)
            {
                for (int i = 0; i < rows.Length; i++) Add(sums, i, weights[i][r], records[first + r], rows[i]);
            }
        }

        return sums;
    }

    /// <summary>Sums with the exact assignment: weight 1 in the nearest cluster.</summary>
    /// <inheritdoc cref="Soft"/>
    public static double[] Exact(IReadOnlyList<double[]> records, Centroids centroids)
    {
        var nearest = new NearestCentroid(centroids);
        nearest.Check(records);
        double[][] rows = centroids.ToRows();
        var sums = new double[rows.Length * (centroids.FeatureCount + 1)];
        foreach (double[] record in records)
        {
            int cluster = nearest.Find(record).Cluster;
            Add(sums, cluster, 1, record, rows[cluster]);
        }

        return sums;
    }

    /// <summary>Rounds sums to integers of a unit.</summary>
    /// <param name="sums">Finite sums.</param>
    /// <param name="unitBits">The unit is 2^-unitBits: from 0 to 64.</param>
    public static BigInteger[] ToIntegers(ReadOnlySpan<double> sums, int unitBits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unitBits, 64);
        var integers = new BigInteger[sums.Length];
        for (int o = 0; o < sums.Length; o++) integers[o] = new BigInteger(Math.Round(Math.ScaleB(sums[o], unitBits)));
        return integers;
    }

    private static void Add(Span<double> sums, int cluster, double weight, ReadOnlySpan<double> record, ReadOnlySpan<double> centroid)
    {
        Span<double> place = sums.Slice(CentroidUpdate.CountIndex(cluster, record.Length), record.Length + 1);
        place[0] += weight;
        for (int f = 0; f < record.Length; f++) place[1 + f] += weight * (record[f] - centroid[f]);
    }
}
