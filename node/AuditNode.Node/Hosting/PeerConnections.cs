using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Api;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Hosting;

/// <summary>Connects jobs with the nodes of other institutions: names in the specification become pinned connections.</summary>
/// <param name="services">What talks to others.</param>
/// <param name="client">Sends.</param>
/// <param name="contracts">The chain and ledger that records must be for.</param>
internal sealed class PeerConnections(PeerServices services, PeerClient client, NodeContracts contracts) : IJobTransports, INodePeers
{
    // Ciphertexts are acted on only with the record by which their sender stands for them; the protocol's other messages come
    // with a record where their sender made one that names them.
    private static readonly HashSet<string> Recorded =
        [MessageKind.FeaturesEncrypted, MessageKind.SumsMasked, MessageKind.AssignmentMasked];

    /// <inheritdoc/>
    public async ValueTask<IJobTransport> OpenAsync(
        Bytes32 jobId, JobSpecification specification, IProtocolParty party, OperationJournal journal, CancellationToken cancellationToken = default)
    {
        foreach (var other in specification.Parties.Where(other => other.Name != party.Name))
            services.Directory.Watch(other.Institution, new Uri(other.Endpoint));
        await services.Directory.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var job = new PeerJob(
            jobId, party.Name, specification.Parties.ToDictionary(member => member.Name, member => member.Institution),
            new PartyMessageRules(party, Recorded.Contains))
        {
            ChainId = checked((long)contracts.Addresses.ChainId), Ledger = contracts.Addresses.AuditLedger,
        };
        var records = new JournaledRecords(journal, job.Parties);
        return new PeerJobTransport(job, services.Inbox, new PeerTransport(job, services, client, records));
    }

    /// <inheritdoc/>
    public IReadOnlyList<PeerView> List() =>
        [.. services.Directory.Institutions.Select(institution => (institution, Peer: services.Directory.Find(institution))).Select(entry => new PeerView(
            entry.institution.ToString(), entry.Peer?.Endpoint.ToString(), (entry.Peer?.Fingerprint ?? Bytes32.Zero).ToString(),
            entry.Peer is null ? "not admitted: no member, or no certificate in the registry" : "admitted"))];
}
