using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Jobs;

/// <summary>Records of commitments: the institution's own, and those that came with messages.</summary>
internal sealed class JobCommitmentRecords(Address institution, OperationJournal journal, Func<ICommitmentRecords?> received) : ICommitmentRecords
{
    public async ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        // What was received first: a message's receiver may name the same bytes in a record of its own.
        if (received() is { } transport && await transport.FindAsync(sha256, cancellationToken).ConfigureAwait(false) is { } found) return found;
        return await journal.FindByOutputAsync(sha256, cancellationToken: cancellationToken).ConfigureAwait(false) is { } own
            ? new CommitmentRecord(institution, OperationRecord.HashOf(own.ToBytes()))
            : null;
    }
}
