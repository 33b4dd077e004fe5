using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Keys;
using AuditNode.Node.Measuring;
using AuditNode.Node.Peers;
using AuditNode.Node.Proofs;

namespace AuditNode.Node.Hosting;

/// <summary>Puts the parts together that other folders make: journal and anchoring, peers, jobs.</summary>
internal static class NodeParts
{
    /// <summary>Registers their services. Those that are registered first start first and stop last.</summary>
    public static void Add(IServiceCollection services, NodeOptions options, NodeIdentity identity, NodeContracts contracts, NodeCore core)
    {
        AddRecords(services, options, identity, contracts, core);
        AddPeers(services, options, identity, contracts, core);
        AddJobs(services, options, identity, core);
    }

    private static void AddRecords(IServiceCollection services, NodeOptions options, NodeIdentity identity, NodeContracts contracts, NodeCore core)
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
            .AddSingleton(core.Journal.Identity)
            .AddSingleton(core.Archive)
            .AddSingleton(anchorer)
            .AddSingleton<INodeRecords, NodeRecords>()
            .AddSingleton<IReadinessCheck, JournalCheck>()
            .AddHostedService<AnchoringService>();
        if (options.Otlp is not null)
            services.AddHostedService(_ => new SamplingService(new NodeSampler(core.Meter, anchorer, core.Jobs.BudgetsAsync, TimeProvider.System), options.OtlpInterval));
    }

    private static void AddPeers(IServiceCollection services, NodeOptions options, NodeIdentity identity, NodeContracts contracts, NodeCore core)
    {
        services
            .AddSingleton(_ => new PeerDirectory(new ContractPeerRegistry(contracts.Registry), TimeProvider.System))
            .AddSingleton(_ => new MessageInbox(options.Directory.Spool))
            .AddSingleton<OpenJournals>()
            .AddSingleton<RefusalBook>()
            .AddSingleton<RefusalLog>()
            .AddSingleton(provider =>
            {
                var peers = new PeerServices(
                    provider.GetRequiredService<PeerDirectory>(), provider.GetRequiredService<MessageInbox>(), new PeerJobs(),
                    new RefusalRecorder(provider.GetRequiredService<RefusalLog>(), TimeProvider.System), new PeerTraffic());
                return peers with { Meter = new PeerMeter(core.Meter, peers), Specifications = new OfferedSpecifications(core.Archive) };
            })
            .AddSingleton(provider => new PeerClient(
                identity.Certificate, provider.GetRequiredService<PeerServices>(), new PeerClientOptions { ConnectTimeout = options.PeerConnectTimeout }))
            .AddSingleton<PeerJobTransports>()
            .AddSingleton<PeerConnections>()
            .AddSingleton<IJobTransports>(provider => provider.GetRequiredService<PeerConnections>())
            .AddSingleton<INodePeers>(provider => provider.GetRequiredService<PeerConnections>())
            .AddHostedService<PeerService>();
    }

    private static void AddJobs(IServiceCollection services, NodeOptions options, NodeIdentity identity, NodeCore core)
    {
        _ = new JobMeter(core.Meter, core.Progress, TimeProvider.System); // the board keeps it
        services
            .AddSingleton<INodeJobs>(provider =>
            {
                core.Jobs.Fetch = new SpecificationFetch(
                    core.JobChain, core.Specifications, provider.GetRequiredService<PeerDirectory>(), provider.GetRequiredService<PeerClient>());
                return core.Jobs;
            })
            .AddSingleton(provider => new JobServices
            {
                Chain = core.JobChain,
                Specifications = core.Specifications,
                Datasets = core.Datasets,
                Accounts = core.Accounts,
                Folder = core.Folder,
                Archive = core.Archive,
                Journals = new OperationJournals(core.Journal, core.Archive, identity.ProofKey),
                Transports = provider.GetRequiredService<IJobTransports>(),
                PublicKey = identity.ProofKey.PublicKey,
                Progress = core.Progress,
                OpenJournals = provider.GetRequiredService<OpenJournals>(),
                Threads = options.Jobs.Threads > 0 ? options.Jobs.Threads : Environment.ProcessorCount,
                PollInterval = options.Chain.PollInterval,
                Beacon = new BlockBeaconOptions(),
            })
            .AddHostedService(provider => new JobWorker(
                provider.GetRequiredService<JobServices>(),
                new JobWorkerOptions
                {
                    PollInterval = options.Jobs.PollInterval, Workers = options.Jobs.Workers, Interrupted = failure => StopWhereFull(provider, options, failure),
                },
                provider.GetRequiredService<ILogger<JobWorker>>()));
    }

    // Without room no part can go on, and whoever looks after the machine has to know: as for the journal, the process ends.
    private static void StopWhereFull(IServiceProvider provider, NodeOptions options, Exception failure)
    {
        if (FullDisk.Explains(failure))
            provider.GetRequiredService<NodeFailure>().Stop(FullDisk.Explain(options.Directory, failure));
    }
}
