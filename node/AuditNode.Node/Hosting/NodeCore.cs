using System.Diagnostics.Metrics;
using AuditNode.Chain.Sending;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Records.Archives;

namespace AuditNode.Node.Hosting;

/// <summary>
/// What acts for an institution, in a running node and in a command that takes its place: journal, archive, transactions that survive crashes,
/// and the decisions on jobs. What was under way when the last process ended goes on when it is opened.
/// </summary>
public sealed class NodeCore : IAsyncDisposable
{
    private NodeCore(NodeOptions options, NodeContracts contracts, Meter meter, JournalDatabase journal, Archive archive, DurableSender transactions)
    {
        (Meter, Journal, Archive, Transactions) = (meter, journal, archive, transactions);
        JobChain = new JobChain(
            contracts.Client, transactions.Sender, contracts.Addresses, transactions.Confirmations,
            (purpose, send, cancellationToken) => transactions.SendAsync(purpose, send, cancellationToken));
        // Nobody else writes there: the archive has one writer.
        FileCheckpointStore.RemoveLeftovers(options.Directory.State);
        Folder = new JobFolder(options.Directory.State);
        Specifications = new SpecificationStore(archive, new FileCheckpointStore(Path.Combine(options.Directory.State, "specifications")));
        Datasets = new DatasetCatalogue(options.Datasets.Select(
            dataset => new DatasetSource(dataset.Name, dataset.Path, dataset.Cap) { Identifier = dataset.Identifier }));
        Accounts = new DatasetAccounts(JobChain, Folder.Datasets);
        Progress = new JobProgressBoard(TimeProvider.System);
        Jobs = new NodeJobs(contracts, this);
    }

    /// <summary>Where the node's instruments are made.</summary>
    public Meter Meter { get; }

    /// <summary>Records and transactions.</summary>
    public JournalDatabase Journal { get; }

    /// <summary>Specifications, records and artifacts.</summary>
    public Archive Archive { get; }

    /// <summary>The account's transactions.</summary>
    public DurableSender Transactions { get; }

    /// <summary>The contracts of jobs.</summary>
    public JobChain JobChain { get; }

    /// <summary>States of jobs.</summary>
    public JobFolder Folder { get; }

    /// <summary>Specifications at hand.</summary>
    public SpecificationStore Specifications { get; }

    /// <summary>The institution's tables.</summary>
    public DatasetCatalogue Datasets { get; }

    /// <summary>Their privacy accounts.</summary>
    public DatasetAccounts Accounts { get; }

    /// <summary>How far jobs are.</summary>
    public JobProgressBoard Progress { get; }

    /// <summary>Decisions on jobs.</summary>
    public NodeJobs Jobs { get; }

    /// <summary>Opens journal and archive, and takes up what was under way.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="contracts">The contracts.</param>
    /// <param name="sender">A fresh sender of the institution's account.</param>
    /// <param name="confirmations">Blocks that make a transaction final.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal is damaged, in use, or of another institution.</exception>
    /// <exception cref="ArchiveException">The archive cannot be opened.</exception>
    public static async Task<NodeCore> OpenAsync(
        NodeOptions options, NodeContracts contracts, TransactionSender sender, int confirmations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contracts);
        ArgumentNullException.ThrowIfNull(sender);
        var identity = new JournalIdentity(contracts.Addresses.ChainId, contracts.Addresses.AuditLedger, sender.Account.Address);
        var journal = await JournalDatabase.OpenAsync(
            new JournalOptions { Path = options.Directory.Journal, MaximumBacklog = options.MaxBacklog }, identity, cancellationToken).ConfigureAwait(false);
        Archive? archive = null;
        var meter = new Meter(Spans.SourceName);
        try
        {
            archive = new Archive(options.Directory.Archive);
            var transactions = await DurableSender.StartAsync(journal, sender, confirmations, new TransactionMeter(meter), cancellationToken).ConfigureAwait(false);
            return new NodeCore(options, contracts, meter, journal, archive, transactions);
        }
        catch
        {
            archive?.Dispose();
            meter.Dispose();
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes journal and archive.</summary>
    public async ValueTask DisposeAsync()
    {
        Meter.Dispose();
        Archive.Dispose();
        await Journal.DisposeAsync().ConfigureAwait(false);
    }
}
