using System.Collections.Immutable;
using System.Numerics;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>
/// The relation of <c>centroids.updated</c>: every coordinate of a centroid that moved did so by floor(2^32 R / N), clipped to the box, where
/// <c>sum.i.f</c> holds R and <c>count.i</c> holds N, which is positive. The commitments are those of the institution's own record of the round's
/// released integers. That a centroid had to stay, because its count was too small, is not shown.
/// </summary>
public static class CentroidRelation
{
    private const int BitStep = 16;

    private static readonly Scalar<Bn254> s_unit = Scalar<Bn254>.FromUInt64(1UL << DatasetRelation.FractionBits);

    /// <summary>Bits that have room for every count, in steps of 16 so that they tell little about it.</summary>
    /// <param name="largestCount">No count is above it; public, from the job: records divided by the unit, and room for noise.</param>
    /// <returns>16 to 112.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or above 2^112.</exception>
    public static int RemainderBits(BigInteger largestCount)
    {
        int bits = largestCount.Sign <= 0 ? 0 : (int)((largestCount - 1).GetBitLength() + BitStep - 1) / BitStep * BitStep;
        if (largestCount.Sign <= 0 || bits > DivisionRelation<Bn254>.MaximumBits)
            throw new ArgumentOutOfRangeException(nameof(largestCount), "A count for a proof of division lies in [1, 2^112].");
        return Math.Max(bits, BitStep);
    }

    /// <summary>Prepares the proof of a round.</summary>
    /// <param name="seed">The seed that the integers were committed with.</param>
    /// <param name="round">The round that they were committed in.</param>
    /// <param name="step">Centroids before and after.</param>
    /// <param name="sums">The released integers, as in <see cref="ReleaseRelation.Create"/>.</param>
    /// <param name="remainderBits">n, 1 to 120: counts of clusters that moved are 2^n at most (<see cref="RemainderBits"/>).</param>
    /// <exception cref="RecordFormatException">The centroids are out of range.</exception>
    /// <exception cref="ArgumentException">The centroids do not follow from the integers, or an integer is out of range.</exception>
    public static RelationWitness Create(BlindingSeed seed, int round, CentroidStep step, IReadOnlyList<BigInteger> sums, int remainderBits)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(sums);
        step.Validate();
        ReleaseRelation.RequireSums(step.Clusters, step.Features, sums);
        (int Cluster, int Feature)[] moved = [.. Moved(step)];
        var parts = new RelationPart[moved.Length];
        var secrets = new IDisposable[moved.Length];
        try
        {
            Parallel.For(0, moved.Length, i => (parts[i], secrets[i]) = Divide(seed, round, step, sums, remainderBits, moved[i].Cluster, moved[i].Feature));
        }
        catch (AggregateException e)
        {
            foreach (IDisposable? secret in secrets) secret?.Dispose();
            throw new ArgumentException("The centroids do not follow from the released integers, or an integer is out of range: " + e.InnerException!.Message, nameof(step), e);
        }

        return new RelationWitness(parts, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, secrets);
    }

    /// <summary>The statement, from the centroids, the commitments to the released integers, and the artifact.</summary>
    /// <param name="step">Centroids before and after.</param>
    /// <param name="released">Commitments of the institution's record of the round's released integers.</param>
    /// <param name="proof">The artifact: quotients, remainders and bits are in it.</param>
    /// <exception cref="RecordFormatException">A commitment or section is missing or malformed, or the centroids are out of range.</exception>
    public static RelationStatement Statement(CentroidStep step, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> released, RelationProof proof)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(released);
        ArgumentNullException.ThrowIfNull(proof);
        step.Validate();
        var sections = proof.Sections.ToDictionary(section => section.Name, StringComparer.Ordinal);
        return new RelationStatement([.. Moved(step).Select(place =>
        {
            string name = CommitmentName.Centroid(place.Cluster, place.Feature);
            RelationProofSection section = sections.GetValueOrDefault(name) ??
                throw new RecordFormatException($"{RelationProof.ArtifactName}.{name}", "There is no proof of this coordinate's move.");
            return DivisionPart.Read(
                name, step.MoveOf(place.Cluster, place.Feature), step.Difference(place.Cluster, place.Feature),
                s_unit * CommitmentEncoding.Read(released, CommitmentName.Sum(place.Cluster, place.Feature)),
                CommitmentEncoding.Read(released, CommitmentName.Count(place.Cluster)), section);
        })]);
    }

    private static IEnumerable<(int Cluster, int Feature)> Moved(CentroidStep step) => Enumerable.Range(0, step.Clusters)
        .Where(step.HasMoved).SelectMany(cluster => Enumerable.Range(0, step.Features).Select(feature => (cluster, feature)));

    private static (RelationPart Part, IDisposable Secrets) Divide(
        BlindingSeed seed, int round, CentroidStep step, IReadOnlyList<BigInteger> sums, int remainderBits, int cluster, int feature)
    {
        int countIndex = ReleaseRelation.CountIndex(cluster, step.Features);
        BigInteger count = sums[countIndex], sum = sums[countIndex + 1 + feature];
        if (count.Sign <= 0) throw new ArgumentException($"Cluster {cluster} moved, but its count is not positive.", nameof(sums));
        BigInteger quotient = CentroidStep.Quotient(sum, count);
        CentroidMove move = step.MoveOf(cluster, feature);
        long difference = step.Difference(cluster, feature);
        BigInteger excess = move == CentroidMove.ClippedBelow ? difference - quotient : quotient - difference;
        if (move == CentroidMove.Exact ? !excess.IsZero : excess.Sign < 0)
            throw new ArgumentException($"Coordinate {feature} of cluster {cluster} is not what the integers give.", nameof(step));

        PedersenParameters<Bn254> parameters = PedersenParameters<Bn254>.Standard;
        using Opening<Bn254> relative = seed.Open(round, CommitmentName.Sum(cluster, feature), sum);
        Opening<Bn254> dividend = relative.Scale(s_unit), divisor = seed.Open(round, CommitmentName.Count(cluster), count);
        var quotientOpening = Opening<Bn254>.Create(SignedInteger.ToScalar(quotient));
        Division<Bn254> division = Division<Bn254>.Create(
            parameters, DivisionRounding.Down, dividend, divisor, quotientOpening, DivisionPart.QuotientBits(move), remainderBits);
        BitDecomposition<Bn254>? bits = move == CentroidMove.Exact
            ? null
            : BitDecomposition<Bn254>.Create(parameters, SignedInteger.ToScalar(excess), DivisionPart.ClippedQuotientBits);
        var secrets = new DivisionSecrets(dividend, divisor, quotientOpening, division, bits);
        return (new DivisionPart(CommitmentName.Centroid(cluster, feature), move, difference, division.Statement, bits is null ? [] : bits.Commitments, secrets), secrets);
    }
}
