namespace AuditNode.Records.Relations;

/// <summary>Names of the commitments of records.</summary>
public static class CommitmentName
{
    /// <summary>The number of records, in <c>dataset.committed</c>.</summary>
    public const string Records = "records";

    /// <summary>A column, in <c>dataset.committed</c>.</summary>
    /// <param name="index">Its index among the institution's own columns, in the order of the job's specification.</param>
    public static string Column(int index) => FormattableString.Invariant($"column.{index}");

    /// <summary>A cluster's released count, in <c>decryption.released</c>.</summary>
    /// <param name="cluster">The cluster.</param>
    public static string Count(int cluster) => FormattableString.Invariant($"count.{cluster}");

    /// <summary>A cluster's released relative sum of a feature, in <c>decryption.released</c>.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="feature">The feature.</param>
    public static string Sum(int cluster, int feature) => FormattableString.Invariant($"sum.{cluster}.{feature}");

    /// <summary>The move of a centroid's coordinate, a part of the proof of <c>centroids.updated</c>.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="feature">The feature.</param>
    public static string Centroid(int cluster, int feature) => FormattableString.Invariant($"centroid.{cluster}.{feature}");
}
