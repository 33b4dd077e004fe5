using System.Numerics;

namespace AuditNode.Engine.Clustering.Simulation;

/// <summary>
/// A plaintext simulation of k-means on noisy sums, for comparisons: any noise, exact or polynomial assignment. It works on records in the
/// clear, so it protects nobody; what its result would be worth elsewhere is up to the noise.
/// </summary>
/// <param name="records">n records of d features in [-1, 1], n at least 1.</param>
/// <param name="polynomial">The polynomial in the place of sign, or null for the exact assignment.</param>
/// <param name="noise">The noise.</param>
/// <param name="smallestCount">Records from which on a cluster moves.</param>
public sealed class NoisyLloyd(IReadOnlyList<double[]> records, AssignmentPolynomial? polynomial, IRoundNoise noise, double smallestCount = 1)
{
    private readonly CentroidUpdate _update = CentroidUpdate.FromRecords(smallestCount, Math.ScaleB(1, -SoftLloyd.UnitBits));

    /// <summary>Runs a number of rounds.</summary>
    /// <param name="start">k centroids of d features.</param>
    /// <param name="rounds">At least 0.</param>
    /// <returns>The start and the centroids after each round.</returns>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    public IReadOnlyList<Centroids> Run(Centroids start, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        var history = new List<Centroids> { start };
        for (int round = 0; round < rounds; round++)
        {
            Centroids centroids = history[^1];
            double[] sums = polynomial is null ? RelativeSums.Exact(records, centroids) : RelativeSums.Soft(records, centroids, polynomial);
            BigInteger[] released = RelativeSums.ToIntegers(sums, SoftLloyd.UnitBits), added = noise.Draw(round, centroids);
            for (int o = 0; o < released.Length; o++) released[o] += added[o];
            if (!noise.IsRelative) MakeRelative(released, added, centroids);
            history.Add(_update.Apply(centroids, released));
        }

        return history;
    }

    // From noisy plain sums S, relative ones are S - c N: the noise of the count comes along.
    private static void MakeRelative(Span<BigInteger> released, ReadOnlySpan<BigInteger> added, Centroids centroids)
    {
        int features = centroids.FeatureCount;
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            BigInteger count = added[CentroidUpdate.CountIndex(i, features)];
            for (int f = 0; f < features; f++)
                released[CentroidUpdate.SumIndex(i, f, features)] -= (count * centroids.FixedPoint[i * features + f]) >> Centroids.FractionBits;
        }
    }
}
