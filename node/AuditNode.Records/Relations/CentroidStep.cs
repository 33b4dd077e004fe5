using System.Numerics;

namespace AuditNode.Records.Relations;

/// <summary>The centroids before and after a round, which are public.</summary>
/// <param name="Clusters">k.</param>
/// <param name="Features">d.</param>
/// <param name="Before">k rows of d coordinates in units of 2^-32, each from -2^32 to 2^32.</param>
/// <param name="After">The same after the round.</param>
public sealed record CentroidStep(int Clusters, int Features, ReadOnlyMemory<long> Before, ReadOnlyMemory<long> After)
{
    private const long One = 1L << DatasetRelation.FractionBits;

    /// <summary>Checks lengths and ranges.</summary>
    /// <exception cref="RecordFormatException">There are not k d coordinates, or one is out of its range.</exception>
    internal void Validate()
    {
        if (Clusters < 1 || Features < 1 || Before.Length != (long)Clusters * Features || After.Length != Before.Length)
            throw new RecordFormatException("centroids", $"There are {Before.Length} and {After.Length} coordinates; there must be {Clusters} times {Features} of each.");
        if (Before.Span.ContainsAnyExceptInRange(-One, One) || After.Span.ContainsAnyExceptInRange(-One, One))
            throw new RecordFormatException("centroids", "A coordinate is outside of [-2^32, 2^32].");
    }

    /// <summary>Whether a coordinate of a cluster differs: then all its coordinates came from a division.</summary>
    internal bool HasMoved(int cluster) =>
        !Before.Span.Slice(cluster * Features, Features).SequenceEqual(After.Span.Slice(cluster * Features, Features));

    internal long Difference(int cluster, int feature) => After.Span[(cluster * Features) + feature] - Before.Span[(cluster * Features) + feature];

    internal CentroidMove MoveOf(int cluster, int feature) => After.Span[(cluster * Features) + feature] switch
    {
        One => CentroidMove.ClippedAbove,
        -One => CentroidMove.ClippedBelow,
        _ => CentroidMove.Exact,
    };

    /// <summary>floor(2^32 R / N).</summary>
    internal static BigInteger Quotient(BigInteger sum, BigInteger count)
    {
        BigInteger quotient = BigInteger.DivRem(sum << DatasetRelation.FractionBits, count, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - BigInteger.One : quotient;
    }
}
