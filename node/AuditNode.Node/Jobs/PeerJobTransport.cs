using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Peers;
using AuditNode.Node.Proofs;

namespace AuditNode.Node.Jobs;

/// <summary>A party's end of the network: its messages, and what the inbox knows of the records that came with them.</summary>
internal sealed class PeerJobTransport(PeerTransport transport, PeerJob job, MessageInbox inbox) : IJobTransport
{
    public string Party => transport.Party;

    public TrafficCounter Sent => transport.Sent;

    public ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default) => transport.SendAsync(envelope, cancellationToken);

    public ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default) => transport.ReceiveAsync(cancellationToken);

    public ValueTask RefuseAsync(Envelope envelope, MessageException refusal, CancellationToken cancellationToken = default) => transport.RefuseAsync(envelope, refusal);

    public ValueTask<Bytes32?> SentRecordOfAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        if (operation.Counterparty is { } sender && job.Parties.ContainsKey(sender))
        {
            foreach (Artifact input in operation.Inputs)
            {
                if (inbox.FindRecord(job.JobId, Party, sender, Bytes32.FromBytes(input.Sha256.Span)) is { } record) return new(record.Hash);
            }
        }

        return new((Bytes32?)null);
    }

    public ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        Bytes32 digest = Bytes32.FromBytes(sha256.Span);
        foreach (string sender in job.Parties.Keys.Where(name => name != Party))
        {
            if (inbox.FindRecord(job.JobId, Party, sender, digest) is { } record) return new(new CommitmentRecord(record.Institution, record.Hash));
        }

        return new((CommitmentRecord?)null);
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}
