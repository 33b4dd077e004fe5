using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>
/// The relation of <c>dataset.committed</c>: <c>records</c> holds the job's number of records, and the institution knows all entries of each
/// <c>column.i</c>, as long as the number of records. That these are the entries it encrypts later is not shown.
/// </summary>
public static class DatasetRelation
{
    /// <summary>Fixed point: an entry is the scaled feature, from -1 to 1, in units of 2^-32.</summary>
    public const int FractionBits = 32;

    /// <summary>Commits to a dataset.</summary>
    /// <param name="seed">Where blindings come from.</param>
    /// <param name="records">The job's number of records, 1 to 2^24.</param>
    /// <param name="columns">The institution's columns in the order of the specification, in units of 2^-32; none where it brings none.</param>
    /// <exception cref="ArgumentException">A column has another length than the number of records.</exception>
    public static RelationWitness Create(BlindingSeed seed, int records, IReadOnlyList<ReadOnlyMemory<long>> columns)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(columns);
        var commitments = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        Opening<Bn254> count = seed.Open(0, CommitmentName.Records, records);
        Commitment<Bn254> countCommitment = count.Commit(PedersenParameters<Bn254>.Standard);
        commitments.Add(CommitmentName.Records, CommitmentEncoding.Write(countCommitment));
        List<RelationPart> parts = [new PublicValuePart(CommitmentName.Records, countCommitment, records, count)];
        List<IDisposable> secrets = [count];
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length != records) throw new ArgumentException($"Column {i} has {columns[i].Length} entries, not {records}.", nameof(columns));
            VectorOpening<Bn254> opening = seed.Open(CommitmentName.Column(i), columns[i].Span);
            secrets.Add(opening);
            VectorCommitment<Bn254> commitment = opening.Commit(PedersenParameters<Bn254>.Standard);
            commitments.Add(CommitmentName.Column(i), CommitmentEncoding.Write(commitment));
            parts.Add(new ColumnPart(CommitmentName.Column(i), commitment, opening));
        }

        return new RelationWitness(parts, commitments, secrets);
    }

    /// <summary>The statement, from a record's commitments and the job's specification.</summary>
    /// <param name="records">The job's number of records.</param>
    /// <param name="columns">How many columns the institution has in the specification.</param>
    /// <param name="commitments">The record's commitments.</param>
    /// <exception cref="RecordFormatException">A commitment is missing, too many, malformed, or of another length.</exception>
    public static RelationStatement Statement(int records, int columns, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        CommitmentEncoding.RequireCount(commitments, columns + 1);
        List<RelationPart> parts = [new PublicValuePart(CommitmentName.Records, CommitmentEncoding.Read(commitments, CommitmentName.Records), records)];
        for (int i = 0; i < columns; i++)
        {
            VectorCommitment<Bn254> column = CommitmentEncoding.ReadVector(commitments, CommitmentName.Column(i));
            if (column.Length != records)
                throw new RecordFormatException($"commitments.{CommitmentName.Column(i)}", $"It has {column.Length} entries; the job has {records} records.");
            parts.Add(new ColumnPart(CommitmentName.Column(i), column));
        }

        return new RelationStatement(parts);
    }
}
