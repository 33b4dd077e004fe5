namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What the final assignment needs of the encryption.</summary>
internal static class AssignmentShape
{
    /// <summary>The largest deviation of flooding in a decrypted weight: weights of a record near its centroid are close to 1, of others to 0.</summary>
    public const double LargestDeviation = 0.05;

    /// <summary>Room for the norm of a vector of errors above its root mean square.</summary>
    public const double NormFactor = 1.5;

    /// <summary>Deviations that the bound of an output's error is above its root mean square, at least (NoiseSources).</summary>
    private const double Tail = 6;

    private const int SmallestSlotCount = 8192, LargestDegree = 32768;

    /// <summary>Most ciphertexts that the final assignment decrypts.</summary>
    public static long MaximumReleases(VerticalKMeansJob job) =>
        job.AssignmentReceivers.Count == 0 ? 0 : (long)job.ClusterCount * ((job.Records + SmallestSlotCount - 1) / SmallestSlotCount);

    /// <summary>
    /// The root mean square error of a weight: an output sums n of them up, each times at most 2, so its bound is at least that of
    /// sqrt(2 n) of them.
    /// </summary>
    /// <param name="records">n.</param>
    /// <param name="outputError">Bound of the error of an output, in records.</param>
    public static double WeightError(int records, double outputError) => outputError / (Tail * Math.Sqrt(2.0 * records));

    /// <summary>
    /// The deviation of an output's flooding, in records, with which that of a weight is at most <see cref="LargestDeviation"/>; infinite where no
    /// assignment is asked for. See docs/vertical-kmeans.md, "Final assignment".
    /// </summary>
    public static double BearableFlooding(VerticalKMeansJob job) => job.AssignmentReceivers.Count == 0
        ? double.PositiveInfinity
        : LargestDeviation * Tail * Math.Sqrt(2.0 * job.Records) / (NormFactor * Math.Sqrt(LargestDegree));
}
