namespace AuditNode.Engine.Clustering;

/// <summary>
/// A plaintext simulation of k-means on noisy sums, for comparisons: any noise, exact or polynomial assignment. It protects nobody by itself;
/// the guarantee is that of its <see cref="IRoundNoise"/>.
/// </summary>
/// <param name="records">n records of d features in [-1, 1], n at least 1.</param>
/// <param name="polynomial">The polynomial in the place of sign, or null for the exact assignment.</param>
/// <param name="noise">The noise.</param>
public sealed class NoisyLloyd(IReadOnlyList<double[]> records, AssignmentPolynomial? polynomial, IRoundNoise noise)
{
    /// <summary>A cluster moves if its noisy count is at least this many times the noise scale of a count, and at least one record.</summary>
    public double SmallestCountInScales { get; init; } = 1;

    /// <summary>Whether the result is the mean of the centroids of the last two rounds (<see cref="CentroidAverage"/>) or the last ones.</summary>
    public bool AveragesLastRounds { get; init; }

    /// <summary>Runs a number of rounds.</summary>
    /// <param name="start">k centroids of d features.</param>
    /// <param name="rounds">At least 1.</param>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    public Centroids Run(Centroids start, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        Centroids before = start, centroids = start;
        for (int round = 0; round < rounds; round++)
        {
            before = centroids;
            NoiseScale scale = noise.Scale(round, centroids);
            double[] sums = polynomial is null ? RelativeSums.Exact(records, centroids) : RelativeSums.Soft(records, centroids, polynomial);
            if (!noise.IsRelative) Shift(sums, centroids, 1);
            AddNoise(sums, centroids, scale);
            if (!noise.IsRelative) Shift(sums, centroids, -1);
            CentroidUpdate update = CentroidUpdate.FromRecords(Math.Max(1, SmallestCountInScales * scale.Count), Math.ScaleB(1, -SoftLloyd.UnitBits));
            centroids = update.Apply(centroids, RelativeSums.ToIntegers(sums, SoftLloyd.UnitBits));
        }

        return AveragesLastRounds && rounds > 1 ? CentroidAverage.Of(before, centroids) : centroids;
    }

    private void AddNoise(Span<double> sums, Centroids centroids, NoiseScale scale)
    {
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            sums[CentroidUpdate.CountIndex(i, centroids.FeatureCount)] += noise.Draw(scale.Count);
            for (int f = 0; f < centroids.FeatureCount; f++) sums[CentroidUpdate.SumIndex(i, f, centroids.FeatureCount)] += noise.Draw(scale.Sum);
        }
    }

    // Relative sums R become plain ones, R + N c, and back.
    private static void Shift(Span<double> sums, Centroids centroids, int sign)
    {
        for (int i = 0; i < centroids.ClusterCount; i++)
        {
            double count = sums[CentroidUpdate.CountIndex(i, centroids.FeatureCount)];
            for (int f = 0; f < centroids.FeatureCount; f++) sums[CentroidUpdate.SumIndex(i, f, centroids.FeatureCount)] += sign * count * centroids[i, f];
        }
    }
}
