using AuditNode.Chain;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Jobs;

/// <summary>Connects the parties of jobs over the network.</summary>
/// <param name="services">What peers work with.</param>
/// <param name="client">Sends.</param>
/// <param name="identity">Chain and ledger that records have to be for.</param>
public sealed class PeerJobTransports(PeerServices services, PeerClient client, JournalIdentity identity) : IJobTransports
{
    /// <summary>Messages whose body is an artifact of their sender's record; the others carry no artifact as a whole.</summary>
    private static readonly HashSet<string> s_recorded =
    [
        MessageKind.KeysEvaluation, MessageKind.KeysPublic, MessageKind.FeaturesEncrypted, MessageKind.NoiseCommitted, MessageKind.NoiseOpened,
        MessageKind.SumsMasked, MessageKind.AssignmentMasked,
    ];

    /// <inheritdoc/>
    public ValueTask<IJobTransport> OpenAsync(TransportOpening opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var job = new PeerJob(opening.JobId, opening.Party.Name, opening.Parties, new PartyMessageRules(opening.Party, s_recorded.Contains))
        {
            ChainId = checked((long)identity.ChainId), Ledger = identity.Ledger,
        };
        var transport = new PeerTransport(job, services, client, new JournalRecords(opening.Journal, opening.Parties, s_recorded));
        return new(new PeerJobTransport(transport, job, services.Inbox));
    }

    /// <inheritdoc/>
    public async ValueTask CloseAsync(Bytes32 jobId, CancellationToken cancellationToken = default)
    {
        services.Jobs.Close(jobId);
        await services.Inbox.RemoveJobAsync(jobId).ConfigureAwait(false);
    }

    /// <summary>The records that go along with messages, from the journal: they are there before a message leaves.</summary>
    private sealed class JournalRecords(OperationJournal journal, IReadOnlyDictionary<string, Address> parties, HashSet<string> kinds) : IOutgoingRecords
    {
        public async ValueTask<ReadOnlyMemory<byte>> FindAsync(
            MessageAddress message, string kind, Bytes32 bodySha256, CancellationToken cancellationToken = default)
        {
            if (!kinds.Contains(kind)) return ReadOnlyMemory<byte>.Empty;
            byte[] digest = bodySha256.ToArray();
            // A record of a message names its receiver; one of an operation for all does not.
            Records.Operations.OperationRecord? record = await journal.FindByOutputAsync(digest, parties[message.To], cancellationToken).ConfigureAwait(false)
                ?? await journal.FindByOutputAsync(digest, cancellationToken: cancellationToken).ConfigureAwait(false);
            return record?.ToBytes() ?? ReadOnlyMemory<byte>.Empty;
        }
    }
}
