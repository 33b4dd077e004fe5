using System.Reflection;
using AuditNode.Node.Hosting;
using AuditNode.Node.Journal;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Api;

/// <summary>/v1/status, /v1/backlog, /v1/peers.</summary>
internal static class StatusRoutes
{
    private static readonly string Version =
        typeof(StatusRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        routes.MapGet("/v1/status", async (
                NodeOptions options, NodeIdentity identity, NodeContracts contracts, Finality finality, ReadinessMonitor monitor,
                INodeRecords records, CancellationToken cancellationToken) => new NodeStatus(
                Version, options.Name, identity.Address.ToString(), identity.TlsFingerprint.ToString(), options.Directory.Root,
                Environment.ProcessId, startedAt, contracts.Addresses.ChainId, contracts.Addresses.AuditLedger.ToString(),
                finality.Confirmations, monitor.IsReady, monitor.Latest, await records.BacklogAsync(cancellationToken)))
            .WithName("status").WithTags("node")
            .WithSummary("Who the node is, and how it is.")
            .WithDescription("With every readiness check, what it found and what to do about it.")
            .Produces<NodeStatus>();

        routes.MapGet("/v1/backlog", (INodeRecords records, CancellationToken cancellationToken) => records.BacklogAsync(cancellationToken))
            .WithName("backlog").WithTags("records")
            .WithSummary("Records on their way to the chain.")
            .WithDescription("Counts by state, how the chain behaves and since when, and the streams that the ledger does not take.")
            .Produces<BacklogView>();

        routes.MapGet("/v1/refusals", async (RefusalBook book, CancellationToken cancellationToken) =>
                (await book.ListAsync(cancellationToken)).Select(RefusalView.Of).ToArray())
            .WithName("refusals").WithTags("peers")
            .WithSummary("What was refused of other institutions and of strangers.")
            .WithDescription("A row for each institution and reason, the latest first; strangers count as one. Kept over restarts.")
            .Produces<RefusalView[]>();

        if (routes.ServiceProvider.GetService<INodePeers>() is null)
            return;
        routes.MapGet("/v1/peers", (INodePeers peers) => peers.List())
            .WithName("peers").WithTags("peers")
            .WithSummary("Other institutions' nodes that jobs named.")
            .WithDescription("With the fingerprints that the registry has for them.")
            .Produces<IReadOnlyList<PeerView>>();
    }
}
