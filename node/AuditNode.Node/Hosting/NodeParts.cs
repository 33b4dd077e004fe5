using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Hosting;

/// <summary>Puts the parts together that other folders make: journal and anchoring, jobs, peers.</summary>
internal static class NodeParts
{
    /// <summary>Registers their services. Those that are registered first start first and stop last.</summary>
    public static void Add(IServiceCollection services, NodeOptions options, NodeIdentity identity, NodeContracts contracts, NodeCore core)
    {
        var anchorer = new Anchorer(
            core.Transactions, contracts.Ledger, contracts.Budget, identity.ProofKey,
            new AnchoringOptions
            {
                MaximumBatch = options.BatchRecords, PollInterval = options.Chain.PollInterval, StallAfter = options.Chain.StallAfter,
            });
        services
            .AddSingleton(core)
            .AddSingleton(core.Journal)
            .AddSingleton(core.Archive)
            .AddSingleton(anchorer)
            .AddSingleton<INodeJobs>(core.Jobs)
            .AddSingleton<INodeRecords, NodeRecords>()
            .AddSingleton<IReadinessCheck, JournalCheck>()
            .AddHostedService<AnchoringService>();
    }
}
