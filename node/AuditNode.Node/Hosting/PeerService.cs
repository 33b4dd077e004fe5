using AuditNode.Node.Keys;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>Keeps the directory of peers fresh and listens to them.</summary>
internal sealed class PeerService(NodeOptions options, NodeIdentity identity, PeerServices services, ILoggerFactory logging) : BackgroundService
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
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (server is not null)
            await server.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await services.Directory.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
