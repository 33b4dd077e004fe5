using System.Numerics;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>
/// The relation of <c>decryption.released</c>: the institution knows the integers in <c>count.i</c> and <c>sum.i.f</c>. That they are what the
/// ciphertext decrypts to is not shown.
/// </summary>
public static class ReleaseRelation
{
    /// <summary>Commits to the released integers of a round.</summary>
    /// <param name="seed">Where blindings come from.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="clusters">k.</param>
    /// <param name="features">d.</param>
    /// <param name="sums">k (d + 1) integers below 2^200 in absolute value: for each cluster the count, then the sums of the features.</param>
    /// <exception cref="ArgumentException">There are not k (d + 1) integers, or one is too large.</exception>
    public static RelationWitness Create(BlindingSeed seed, int round, int clusters, int features, IReadOnlyList<BigInteger> sums)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(sums);
        RequireSums(clusters, features, sums);
        var commitments = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var parts = new List<RelationPart>();
        var secrets = new List<IDisposable>();
        foreach ((string name, int index) in Names(clusters, features).Select((name, index) => (name, index)))
        {
            Opening<Bn254> opening = seed.Open(round, name, sums[index]);
            secrets.Add(opening);
            Commitment<Bn254> commitment = opening.Commit(PedersenParameters<Bn254>.Standard);
            commitments.Add(name, CommitmentEncoding.Write(commitment));
            parts.Add(new OpeningPart(name, commitment, opening));
        }

        return new RelationWitness(parts, commitments, secrets);
    }

    /// <summary>The statement, from a record's commitments and the job's specification.</summary>
    /// <param name="clusters">k.</param>
    /// <param name="features">d.</param>
    /// <param name="commitments">The record's commitments.</param>
    /// <exception cref="RecordFormatException">A commitment is missing, too many, or malformed.</exception>
    public static RelationStatement Statement(int clusters, int features, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        CommitmentEncoding.RequireCount(commitments, clusters * (features + 1));
        return new RelationStatement([.. Names(clusters, features).Select(name => new OpeningPart(name, CommitmentEncoding.Read(commitments, name)))]);
    }

    internal static void RequireSums(int clusters, int features, IReadOnlyList<BigInteger> sums)
    {
        if (sums.Count != clusters * (features + 1))
            throw new ArgumentException($"{clusters} clusters of {features} features have {clusters * (features + 1)} integers, not {sums.Count}.", nameof(sums));
    }

    /// <summary>The place of a cluster's count; its sums follow.</summary>
    internal static int CountIndex(int cluster, int features) => cluster * (features + 1);

    private static IEnumerable<string> Names(int clusters, int features) => Enumerable.Range(0, clusters).SelectMany(
        cluster => Enumerable.Range(0, features).Select(feature => CommitmentName.Sum(cluster, feature)).Prepend(CommitmentName.Count(cluster)));
}
