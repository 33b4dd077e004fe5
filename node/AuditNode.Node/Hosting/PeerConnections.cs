using AuditNode.Chain;
using AuditNode.Node.Api;
using AuditNode.Node.Jobs;
using AuditNode.Node.Peers;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Hosting;

/// <summary>Connects jobs with other institutions' nodes, whose addresses stand in the job's specification; the registry has their certificates.</summary>
/// <param name="transports">Connects parties whose nodes are known.</param>
/// <param name="peers">Who is known.</param>
/// <param name="archive">Has the specifications.</param>
/// <param name="services">Counts bytes.</param>
internal sealed class PeerConnections(PeerJobTransports transports, PeerDirectory peers, Archive archive, PeerServices services) : IJobTransports, INodePeers
{
    /// <inheritdoc/>
    public async ValueTask<IJobTransport> OpenAsync(TransportOpening opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var bytes = await archive.Reader.ReadSpecificationAsync(opening.JobId, cancellationToken).ConfigureAwait(false)
            ?? throw new NodeException(NodeError.NotFound, $"The archive has no specification of job {opening.JobId}; consent to the job again.");
        foreach (var other in JobSpecification.Parse(bytes).Parties.Where(other => other.Name != opening.Party.Name))
            peers.Watch(other.Institution, new Uri(other.Endpoint));
        await peers.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return await transports.OpenAsync(opening, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(Bytes32 jobId, CancellationToken cancellationToken = default) => transports.CloseAsync(jobId, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<PeerView> List()
    {
        var bytes = services.Traffic.ByPeer;
        return [.. peers.Institutions.Select(institution =>
        {
            var peer = peers.Find(institution);
            var (sent, received) = bytes.GetValueOrDefault(institution);
            return new PeerView(
                institution.ToString(), peer?.Endpoint.ToString(), (peer?.Fingerprint ?? Bytes32.Zero).ToString(),
                peer is null ? "not admitted: no member, or no certificate in the registry" : "admitted", sent, received);
        })];
    }
}
