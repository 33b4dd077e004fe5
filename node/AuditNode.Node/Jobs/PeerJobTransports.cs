using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Jobs;

/// <summary>Connects the parties of jobs over the network. Every message, whatever its kind, travels with the record of its sender that names its body.</summary>
/// <param name="services">What peers work with.</param>
/// <param name="client">Sends.</param>
/// <param name="identity">Chain and ledger that records have to be for.</param>
public sealed class PeerJobTransports(PeerServices services, PeerClient client, JournalIdentity identity) : IJobTransports
{
    /// <inheritdoc/>
    public ValueTask<IJobTransport> OpenAsync(TransportOpening opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var job = new PeerJob(opening.JobId, opening.Party.Name, opening.Parties, new PartyMessageRules(opening.Party, _ => true))
        {
            ChainId = checked((long)identity.ChainId), Ledger = identity.Ledger,
        };
        var transport = new PeerTransport(job, services, client, new JournalRecords(opening.Journal, opening.Parties));
        return new(new PeerJobTransport(transport, job, services.Inbox));
    }

    /// <inheritdoc/>
    public async ValueTask CloseAsync(Bytes32 jobId, CancellationToken cancellationToken = default)
    {
        services.Jobs.Close(jobId);
        await services.Inbox.RemoveJobAsync(jobId).ConfigureAwait(false);
    }

    /// <summary>The records that go along with messages, from the journal: they are there before a message leaves.</summary>
    private sealed class JournalRecords(OperationJournal journal, IReadOnlyDictionary<string, Address> parties) : IOutgoingRecords
    {
        public async ValueTask<ReadOnlyMemory<byte>> FindAsync(
            MessageAddress message, string kind, Bytes32 bodySha256, CancellationToken cancellationToken = default)
        {
            byte[] digest = bodySha256.ToArray();
            // A record of a message names its receiver; one of an operation for all does not.
            Records.Operations.OperationRecord? record = await journal.FindByOutputAsync(digest, parties[message.To], cancellationToken).ConfigureAwait(false)
                ?? await journal.FindByOutputAsync(digest, cancellationToken: cancellationToken).ConfigureAwait(false);
            return record?.ToBytes() ?? ReadOnlyMemory<byte>.Empty;
        }
    }
}
