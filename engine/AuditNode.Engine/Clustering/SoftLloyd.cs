namespace AuditNode.Engine.Clustering;

/// <summary>
/// The plaintext simulation of the encrypted algorithm with its noise off: the polynomial's weights, sums relative to the centroids,
/// <see cref="CentroidUpdate"/>.
/// </summary>
public static class SoftLloyd
{
    /// <summary>The unit of the simulated sums is 2^-UnitBits.</summary>
    public const int UnitBits = 40;

    /// <summary>Runs a number of rounds.</summary>
    /// <param name="records">n records of d features in [-1, 1], n at least 1.</param>
    /// <param name="start">k centroids of d features.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="rounds">At least 0.</param>
    /// <param name="smallestCount">Records from which on a cluster moves.</param>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of rounds is negative, or the smallest count is out of range.</exception>
    public static ClusteringRun Run(IReadOnlyList<double[]> records, Centroids start, AssignmentPolynomial polynomial, int rounds, double smallestCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        CentroidUpdate update = CentroidUpdate.FromRecords(smallestCount, Math.ScaleB(1, -UnitBits));
        Centroids centroids = start;
        bool converged = false;
        for (int round = 0; round < rounds; round++)
        {
            double[] sums = RelativeSums.Soft(records, centroids, polynomial);
            Centroids next = update.Apply(centroids, RelativeSums.ToIntegers(sums, UnitBits));
            converged = next.Equals(centroids);
            centroids = next;
        }

        return new ClusteringRun(centroids, rounds, converged);
    }
}
