using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Node.Peers;
using AuditNode.Node.Proofs;

namespace AuditNode.Node.Hosting;

/// <summary>A party's messages in a job over the network, with the records that came with them.</summary>
/// <param name="job">The job.</param>
/// <param name="inbox">What came.</param>
/// <param name="transport">What goes.</param>
internal sealed class PeerJobTransport(PeerJob job, MessageInbox inbox, PeerTransport transport) : IJobTransport
{
    /// <inheritdoc/>
    public string Party => transport.Party;

    /// <inheritdoc/>
    public TrafficCounter Sent => transport.Sent;

    /// <inheritdoc/>
    public ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default) => transport.SendAsync(envelope, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default) => transport.ReceiveAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Bytes32?> SentRecordOfAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var record = operation is { Kind: OperationKind.CiphertextsReceived or OperationKind.ResultReceived, Counterparty: { } sender, Inputs: [var first, ..] }
            ? inbox.FindRecord(job.JobId, Party, sender, Bytes32.FromBytes(first.Sha256.Span))
            : null;
        return new ValueTask<Bytes32?>(record?.Hash);
    }

    /// <inheritdoc/>
    public ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        var digest = Bytes32.FromBytes(sha256.Span);
        var found = job.Parties.Keys.Where(name => name != Party)
            .Select(name => inbox.FindRecord(job.JobId, Party, name, digest))
            .FirstOrDefault(record => record is not null);
        return new ValueTask<CommitmentRecord?>(found is null ? null : new CommitmentRecord(found.Institution, found.Hash));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => transport.DisposeAsync();
}
