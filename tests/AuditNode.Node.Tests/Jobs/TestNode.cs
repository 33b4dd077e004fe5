using System.Diagnostics.Metrics;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Node.Proofs;
using AuditNode.Records.Archives;
using AuditNode.Zk.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditNode.Node.Tests.Jobs;

/// <summary>The node of an institution with everything but peers: stopped and started again it has its folder and nothing else.</summary>
internal sealed class TestNode(JobConsortium consortium, string name, Account account, ProofKey proofKey) : IAsyncDisposable
{
    public const string DatasetName = "records";

    private JournalDatabase? _journal;
    private CancellationTokenSource? _stopping;
    private Task _anchoring = Task.CompletedTask;

    public string Name => name;

    public Address Address => account.Address;

    public ProofKey ProofKey => proofKey;

    public TransactionSender Sender { get; private set; } = null!;

    /// <summary>What the node measures, over restarts.</summary>
    public Meter Meter { get; } = new(Spans.SourceName);

    public Anchorer Anchorer { get; private set; } = null!;

    public JobChain Chain { get; private set; } = null!;

    public JobServices Services { get; set; } = null!;

    public JobProposer Proposer => new(Chain, Services.Specifications);

    public JobConsent Consent => new(Chain, Services.Specifications, Services.Datasets, Services.Accounts, Services.Folder, TimeProvider.System);

    public JobCatalogue Catalogue => new(Chain, Services.Specifications, Services.Progress);

    public string DataFile => Path.Combine(consortium.FolderOf(name), "data.csv");

    /// <summary>Most rho that may ever be released, in units of 1e-12; read when the node starts.</summary>
    public UInt128 Cap { get; set; } = UInt128.MaxValue >> 1;

    public async Task StartAsync()
    {
        string folder = consortium.FolderOf(name);
        Directory.CreateDirectory(folder);
        EthereumClient client = consortium.Connect();
        Sender = new TransactionSender(client, account, consortium.ChainId, JobConsortium.Sending);
        _journal = await JournalDatabase.OpenAsync(
            new JournalOptions { Path = Path.Combine(folder, "journal.db") }, new JournalIdentity(consortium.ChainId, consortium.Contracts.AuditLedger, Address));
        DurableSender transactions = await DurableSender.StartAsync(_journal, Sender, meter: new TransactionMeter(Meter));
        Chain = new JobChain(client, Sender, consortium.Contracts, 1, transactions.SendAsync);
        var archive = new Archive(Path.Combine(folder, "archive"));
        var state = new JobFolder(Path.Combine(folder, "state"));
        Services = new JobServices
        {
            Chain = Chain,
            Specifications = new SpecificationStore(archive, new FileCheckpointStore(Path.Combine(folder, "state", "specifications"))),
            Datasets = new DatasetCatalogue(new DatasetSource(DatasetName, DataFile, Cap)),
            Accounts = new DatasetAccounts(Chain, state.Datasets),
            Folder = state,
            Archive = archive,
            Journals = new OperationJournals(_journal, archive, proofKey),
            Transports = consortium.Network,
            PublicKey = proofKey.PublicKey,
            Progress = new JobProgressBoard(TimeProvider.System),
            PollInterval = TimeSpan.FromMilliseconds(100),
            Beacon = new BlockBeaconOptions { PollInterval = TimeSpan.FromMilliseconds(50), IdleAfter = TimeSpan.FromMilliseconds(200) },
        };
        _ = new JobMeter(Meter, Services.Progress, TimeProvider.System);
        _stopping = new CancellationTokenSource();
        Anchorer = new Anchorer(
            transactions, new AuditLedger(client, consortium.Contracts.AuditLedger), new PrivacyBudget(client, consortium.Contracts.PrivacyBudget), proofKey,
            new AnchoringOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        CancellationToken stopping = _stopping.Token;
        _anchoring = Task.Run(() => Anchorer.RunAsync(stopping), CancellationToken.None);
    }

    /// <summary>Stops as a node that is killed would, but for what the operating system closes.</summary>
    public async Task StopAsync()
    {
        if (_stopping is null) return;
        await _stopping.CancelAsync();
        await _anchoring.ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
        _stopping = null;
        await Sender.DisposeAsync();
        await _journal!.DisposeAsync();
        Services.Archive.Dispose();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Writes the institution's records: columns of the same length.</summary>
    public void WriteData(params (string Name, double[] Values)[] columns)
    {
        IEnumerable<string> lines = Enumerable.Range(0, columns[0].Values.Length)
            .Select(i => string.Join(',', columns.Select(c => c.Values[i].ToString("R", CultureInfo.InvariantCulture))));
        File.WriteAllLines(DataFile, lines.Prepend(string.Join(',', columns.Select(c => c.Name))));
    }

    public Task<JobEnd> RunAsync(Bytes32 jobId, CancellationToken cancellationToken = default) => new JobRun(Services, jobId).RunAsync(cancellationToken);

    public JobWorker CreateWorker() => new(
        Services, new JobWorkerOptions { PollInterval = TimeSpan.FromMilliseconds(100), RetryAfter = TimeSpan.FromMilliseconds(100) }, NullLogger<JobWorker>.Instance);

    /// <summary>Takes the specification from another node, as a peer would give it.</summary>
    public async Task FetchAsync(ProposedJob proposed, TestNode from) => Assert.True(await Services.Specifications.FetchAsync(
        proposed.JobId, proposed.SpecHash, from.Address, (id, _, _, token) => from.Services.Archive.Reader.ReadSpecificationAsync(id, token)));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Meter.Dispose();
        proofKey.Dispose();
    }
}
