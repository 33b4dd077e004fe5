using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;
using AuditNode.Contracts;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;
using AuditNode.Records.Archives;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Tests.Anchoring;

/// <summary>Journal, archive and anchorer of one institution, as its node runs them.</summary>
internal sealed class AnchoringNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PrivateKey _account;
    private readonly JsonRpcClient _rpc;
    private readonly TransactionSender _sender;
    private Task _running = Task.CompletedTask;

    private AnchoringNode(PrivateKey account, JsonRpcClient rpc, TransactionSender sender, JournalDatabase database, Archive archive, DurableSender transactions, AuditLedger ledger, PrivacyBudget budget, ProofKey key, AnchoringOptions options)
    {
        (_account, _rpc, _sender, Database, Archive, Transactions, Ledger) = (account, rpc, sender, database, archive, transactions, ledger);
        Journals = new OperationJournals(database, archive, key);
        Anchorer = new Anchorer(transactions, ledger, budget, key, options);
    }

    public static AnchoringOptions Options { get; } = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(50), RetryAfter = TimeSpan.FromMilliseconds(100), AnswerWithin = TimeSpan.FromSeconds(1),
    };

    public JournalDatabase Database { get; }

    public Archive Archive { get; }

    public DurableSender Transactions { get; }

    public AuditLedger Ledger { get; }

    public OperationJournals Journals { get; }

    public Anchorer Anchorer { get; }

    public Address Institution => _account.Address;

    /// <summary>Opens everything in a folder, and runs the anchorer unless told not to.</summary>
    public static async Task<AnchoringNode> StartAsync(
        NodeSetting setting, ProofKey key, int confirmations = 1, int maximumBacklog = 4096, AnchoringOptions? options = null, bool run = true)
    {
        PrivateKey account = setting.ReadAccount();
        var rpc = new JsonRpcClient(setting.Node, new JsonRpcOptions { MaxAttempts = 1 });
        var client = new EthereumClient(rpc, ContractErrors.Catalogue);
        var sender = new TransactionSender(client, new Account(account), setting.ChainId, new TransactionSenderOptions
        {
            Confirmations = confirmations, PollInterval = TimeSpan.FromMilliseconds(20), RebroadcastAfter = TimeSpan.FromSeconds(1),
        });
        JournalDatabase database = await JournalDatabase.OpenAsync(
            new JournalOptions { Path = Path.Combine(setting.Folder, "journal.db"), MaximumBacklog = maximumBacklog },
            new JournalIdentity(setting.ChainId, setting.Ledger, account.Address));
        DurableSender transactions = await DurableSender.StartAsync(database, sender, confirmations);
        var node = new AnchoringNode(
            account, rpc, sender, database, new Archive(Path.Combine(setting.Folder, "archive")), transactions, new AuditLedger(client, setting.Ledger),
            new PrivacyBudget(client, setting.Budget), key, options ?? Options);
        if (run) node.Run();
        return node;
    }

    public void Run() => _running = Anchorer.RunAsync(_stop.Token);

    /// <summary>Waits until the status is as wanted; says what it was where it never is.</summary>
    public async Task<AnchorStatus> ReachAsync(Func<AnchorStatus, bool> wanted)
    {
        for (int i = 0; ; i++)
        {
            if (_running.IsFaulted) await _running;
            AnchorStatus status = await Anchorer.GetStatusAsync();
            if (wanted(status)) return status;
            Assert.True(i < 1200, $"Not reached within 2 minutes: {status}");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until everything is final, and checks that ledger, journal and archive agree.</summary>
    public async Task<IReadOnlyList<Bytes32>> SettleAsync(Bytes32 jobId)
    {
        await ReachAsync(status => status is { Backlog: 0, Chain: ChainState.Working });
        (ulong count, _) = await Ledger.HeadAsync(jobId, Institution);
        var anchored = new List<Bytes32>();
        while (anchored.Count < (int)count) anchored.AddRange(await Ledger.RecordsAsync(jobId, Institution, (ulong)anchored.Count, 1024));
        long stream = (await Database.RunAsync(connection => StreamRow.Open(connection, jobId))).Id;
        Assert.Equal(await Database.RunAsync(connection => RecordRow.Hashes(connection, stream, 0, int.MaxValue)), anchored);
        Assert.True(Archive.Reader.ListRecords(jobId, Institution) is { IsGapless: true } listing && listing.End == anchored.Count);
        for (int i = 0; i < anchored.Count; i++)
            Assert.Equal(anchored[i], Records.Operations.OperationRecord.HashOf(await Archive.Reader.ReadRecordAsync(jobId, Institution, i)));
        var events = await Ledger.QueryRecordAppendedAsync(0, await Ledger.Client.GetBlockNumberAsync(), new() { JobId = jobId, Institution = Institution }).ToListAsync();
        Assert.Equal(anchored, events.Select(appended => appended.RecordHash));
        Assert.Equal(Enumerable.Range(0, anchored.Count).Select(i => (ulong)i), events.Select(appended => appended.Sequence));
        return anchored;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        await _sender.DisposeAsync();
        await Database.DisposeAsync();
        Archive.Dispose();
        _rpc.Dispose();
        _account.Dispose();
        _stop.Dispose();
    }
}
