using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Tests.Jobs;

/// <summary>
/// Connects nodes of one process by queues that outlive them. The records that go along with messages are looked up in the sender's journal,
/// where they are before the message leaves.
/// </summary>
internal sealed class InProcessJobTransports : IJobTransports, IDisposable
{
    private readonly ConcurrentDictionary<Bytes32, InProcessNetwork> _networks = new();
    private readonly ConcurrentDictionary<(Bytes32 Job, string Party), OperationJournal> _journals = new();

    /// <summary>Called with every message before it leaves; throws to lose it and what comes after.</summary>
    public Action<Envelope>? Sending { get; set; }

    public int Messages => _networks.Values.Sum(network => network.Traffic.ByKind.Values.Sum(traffic => (int)traffic.Messages));


    public ValueTask<IJobTransport> OpenAsync(TransportOpening opening, CancellationToken cancellationToken = default)
    {
        InProcessNetwork network = _networks.GetOrAdd(opening.JobId, _ => new InProcessNetwork(opening.Parties.Keys));
        _journals[(opening.JobId, opening.Party.Name)] = opening.Journal;
        return new(new Link(this, opening.JobId, opening.Parties, network.Connect(opening.Party.Name)));
    }

    public ValueTask CloseAsync(Bytes32 jobId, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public void Dispose()
    {
        foreach (InProcessNetwork network in _networks.Values) network.Dispose();
    }

    private sealed class Link(InProcessJobTransports owner, Bytes32 jobId, IReadOnlyDictionary<string, Address> parties, ITransport inner) : IJobTransport
    {
        public string Party => inner.Party;

        public TrafficCounter Sent => inner.Sent;

        public ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default)
        {
            owner.Sending?.Invoke(envelope);
            return inner.SendAsync(envelope, cancellationToken);
        }

        public ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default) => inner.ReceiveAsync(cancellationToken);

        public async ValueTask<Bytes32?> SentRecordOfAsync(Operation operation, CancellationToken cancellationToken = default)
        {
            if (operation.Kind is not (OperationKind.CiphertextsReceived or OperationKind.ResultReceived or OperationKind.MessageReceived) || operation.Inputs.Count == 0) return null;
            ReadOnlyMemory<byte> body = operation.Inputs[^1].Sha256;
            return await FindAsync(operation.Counterparty!, body, parties[Party], cancellationToken) ?? await FindAsync(operation.Counterparty!, body, null, cancellationToken);
        }

        public async ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
        {
            foreach ((string other, Address institution) in parties.Where(p => p.Key != Party))
            {
                if (await FindAsync(other, sha256, null, cancellationToken) is { } hash) return new CommitmentRecord(institution, hash);
            }

            return null;
        }

        public ValueTask RefuseAsync(Envelope envelope, MessageException refusal, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async ValueTask<Bytes32?> FindAsync(string party, ReadOnlyMemory<byte> sha256, Address? receiver, CancellationToken cancellationToken) =>
            owner._journals.TryGetValue((jobId, party), out OperationJournal? journal)
            && await journal.FindByOutputAsync(sha256, receiver, cancellationToken) is { } record ? OperationRecord.HashOf(record.ToBytes()) : null;
    }
}
