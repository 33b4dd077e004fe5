using AuditNode.Chain;

namespace AuditNode.Node.Proofs;

/// <summary>The record that a commitment is an output of.</summary>
/// <param name="Institution">Whose record it is.</param>
/// <param name="RecordHash">Its hash.</param>
public sealed record CommitmentRecord(Address Institution, Bytes32 RecordHash);

/// <summary>Finds the records of commitments: own ones in the journal, those of other institutions among what came with their messages.</summary>
public interface ICommitmentRecords
{
    /// <summary>Finds the record of a job that has given bytes among its outputs.</summary>
    /// <param name="sha256">SHA-256 of the bytes, 32 bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where no such record is known yet.</returns>
    ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default);
}
