using AuditNode.Node.Jobs;
using AuditNode.Node.Keys;
using AuditNode.Node.Peers;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Hosting;

/// <summary>Keeps the directory of peers fresh and listens to them.</summary>
internal sealed class PeerService(NodeOptions options, NodeIdentity identity, PeerServices services, NodeCore core, ILoggerFactory logging) : BackgroundService
{
    private PeerServer? server;

    /// <summary>Listens before anything runs, so that a taken port is a failed start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            server = await PeerServer.StartAsync(
                new PeerServerOptions { Listen = options.PeerListen }, identity.Certificate, services, logging, cancellationToken).ConfigureAwait(false);
        }
        catch (PeerServerException e)
        {
            throw new NodeException(NodeError.PortTaken, $"peers.listen: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (PeerCertificateException e)
        {
            throw new NodeException(NodeError.Key, e.Message.ReplaceLineEndings(" "), e);
        }
        core.Specifications.Attached += Watch;
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        core.Specifications.Attached -= Watch;
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (server is not null)
            await server.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await new OfferedSpecifications(core.Archive).WatchAsync(services.Directory, identity.Address, stoppingToken).ConfigureAwait(false);
            await services.Directory.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Whoever a job names may ask for its specification as soon as it is proposed.
    private void Watch(JobSpecification specification)
    {
        foreach (var party in specification.Parties.Where(party => party.Institution != identity.Address))
            services.Directory.Watch(party.Institution, new Uri(party.Endpoint));
        services.Directory.RequestRefresh();
    }
}
