using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;
using AuditNode.Node.Tests.Journal;
using AuditNode.Records.Operations;
using AuditNode.Scenarios;
using AuditNode.Zk.Records;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Anchoring;

public sealed class AnchoringTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private AnchoringChain _chain = null!;

    private Institution Hospital => _chain.Consortium.Hospital;

    public async Task InitializeAsync() => _chain = await AnchoringChain.StartAsync();

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task RecordsReachTheLedgerInOrderWithTheirRelations()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        await using AnchoringNode node = await StartAsync();
        var prover = new EveryTenth(Hospital);
        OperationJournal journal = await node.Journals.OpenAsync(SampleOperations.Job(jobId) with { Prover = prover }, SampleOperations.Party);
        for (int i = 0; i < 35; i++)
        {
            OperationRecord record = await journal.RecordAsync(SampleOperations.Number(i));
            Assert.Equal(i % 10 == 3 ? RecordLevel.Relation : RecordLevel.Attribution, record.Level);
        }

        IReadOnlyList<Bytes32> anchored = await node.SettleAsync(jobId);
        Assert.Equal(35, anchored.Count);
        var proven = await node.Ledger.QueryRelationProvedAsync(0, await node.Ledger.Client.GetBlockNumberAsync(), new() { JobId = jobId }).ToListAsync();
        Assert.Equal([3UL, 13, 23, 33], proven.Select(relation => relation.Sequence));
        AnchorStatus status = await node.Anchorer.GetStatusAsync();
        Assert.Equal((35, 34L, 0), (status.Final, status.LastAnchored!.Sequence, status.Reorganizations));
    }

    [Fact]
    public async Task BatchesOfManyRecordsGoInFewTransactions()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        await using AnchoringNode node = await StartAsync(run: false);
        OperationJournal journal = await OpenAsync(node, jobId);
        for (int i = 0; i < 600; i++) await journal.RecordAsync(SampleOperations.Number(i));
        node.Run();
        Assert.Equal(600, (await node.SettleAsync(jobId)).Count);
        Assert.Equal(3L, await node.Database.RunAsync(connection => connection.Scalar("SELECT count(*) FROM submissions")));
    }

    [Fact]
    public async Task RecordsWaitForConsentAndOtherStreamsGoOn()
    {
        JobRegistry.JobSpec specification = _chain.Consortium.Specification();
        Bytes32 proposed = await _chain.Consortium.ProposeAsync(specification), running = await _chain.Consortium.ConsentedJobAsync();
        await using AnchoringNode node = await StartAsync();
        await (await OpenAsync(node, proposed)).RecordAsync(new NodeEvent(NodeRecordKind.JobProposed) { Key = "proposed" });
        await (await OpenAsync(node, running)).RecordAsync(SampleOperations.Number(0));
        AnchorStatus status = await node.ReachAsync(status => status is { Final: 1, Held.Count: 1 });
        Assert.Equal((proposed, 0L), (status.Held[0].JobId, status.Held[0].Sequence));
        Assert.Contains("consent", status.Held[0].Reason, StringComparison.Ordinal);

        Institution bank = _chain.Consortium.Bank;
        await Institution.FinalAsync(bank.Contracts.Jobs.SendConsentAsync(bank.Sender, proposed, specification.SpecHash));
        await (await node.Transactions.SendAsync(
            "job.consent", (journal, token) => Hospital.Contracts.Jobs.SendConsentAsync(node.Transactions.Sender, proposed, specification.SpecHash, journal: journal, cancellationToken: token)))
            .WaitAsync();
        await node.ReachAsync(status => status is { Backlog: 0, Held.Count: 0 });
    }

    [Fact]
    public async Task Attack29_AHaltedChainFillsTheBacklogThenReportsWaitThenAllIsCaughtUp()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        await using AnchoringNode node = await StartAsync(maximumBacklog: 40);
        OperationJournal journal = await OpenAsync(node, jobId);
        for (int i = 0; i < 10; i++) await journal.RecordAsync(SampleOperations.Number(i));
        await node.ReachAsync(status => status.Backlog == 0);

        _chain.Process.Halt();
        Task reporting = Task.Run(async () =>
        {
            for (int i = 10; i < 120; i++) await journal.RecordAsync(SampleOperations.Number(i));
        });
        AnchorStatus status = await node.ReachAsync(status => status is { IsBacklogFull: true, Chain: ChainState.Unreachable });
        Assert.Equal(40, status.Backlog);
        Assert.NotNull(status.Reason);
        Assert.False(reporting.IsCompleted);

        _chain.Process.Continue();
        await reporting;
        Assert.Equal(120, (await node.SettleAsync(jobId)).Count);
    }

    [Theory]
    [InlineData(3, false)] // not yet final: the sender sends them again
    [InlineData(1, false)] // deeper than final
    [InlineData(1, true)] // and the node was started again since
    public async Task Attack29_ReorganisedRecordsAreSentAgain(int confirmations, bool restarted)
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        string snapshot = (await _chain.Rpc.CallAsync(new JsonRpcRequest("evm_snapshot"))).GetString()!;
        AnchoringNode node = await StartAsync(confirmations);
        try
        {
            OperationJournal journal = await OpenAsync(node, jobId);
            for (int i = 0; i < 20; i++) await journal.RecordAsync(SampleOperations.Number(i));
            await node.ReachAsync(status => status is { Pending: 0, Submitted: 0 });
            if (confirmations == 1) await node.ReachAsync(status => status.Final == 20);
            if (restarted)
            {
                await node.DisposeAsync();
                node = await StartAsync(confirmations, run: false);
            }

            Assert.True((await _chain.Rpc.CallAsync(new JsonRpcRequest("evm_revert", snapshot))).GetBoolean());
            await _chain.MineAsync(1); // another block in the place of theirs
            if (restarted) node.Run();
            await node.ReachAsync(status => status.Reorganizations > 0);
            journal = await OpenAsync(node, jobId);
            for (int i = 20; i < 25; i++) await journal.RecordAsync(SampleOperations.Number(i));
            Task mining = confirmations > 1 ? MineUntilSettledAsync(node) : Task.CompletedTask;
            Assert.Equal(25, (await node.SettleAsync(jobId)).Count);
            await mining;
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Attack29_WhatIsOnTheLedgerAlreadyIsNotSentAgain()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        using var copy = new TemporaryFolder();
        await using (AnchoringNode node = await StartAsync(run: false))
        {
            OperationJournal journal = await OpenAsync(node, jobId);
            for (int i = 0; i < 30; i++) await journal.RecordAsync(SampleOperations.Number(i));
        }

        foreach (string file in Directory.EnumerateFiles(_folder.Path)) File.Copy(file, copy.At(Path.GetFileName(file)));
        await using (AnchoringNode node = await StartAsync()) await node.SettleAsync(jobId);
        ulong nonce = await Hospital.Client.GetTransactionCountAsync(Hospital.Address);
        foreach (string file in Directory.EnumerateFiles(copy.Path)) File.Copy(file, _folder.At(Path.GetFileName(file)), overwrite: true); // a crash that forgot all sending
        await using AnchoringNode again = await StartAsync();
        Assert.Equal(30, (await again.SettleAsync(jobId)).Count);
        Assert.Equal(nonce, await Hospital.Client.GetTransactionCountAsync(Hospital.Address));
    }

    [Fact]
    public async Task Attack29_ATransactionThatWasStoredAndNotSentIsSentAfterTheRestart()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        Bytes32 stored = default;
        await using (AnchoringNode node = await StartAsync(run: false))
        {
            OperationRecord record = await (await OpenAsync(node, jobId)).RecordAsync(SampleOperations.Number(0));
            StreamRow stream = await node.Database.RunAsync(connection => StreamRow.Open(connection, jobId));
            var context = new RecordContext(
                node.Database.Identity.ChainId, node.Ledger.Address.ToArray(), jobId.ToArray(), node.Institution.ToArray(), 0, record.PreviousRecordHash.ToArray(), record.Hash.ToArray());
            var (challenge, response) = Institution.Split(AttributionProof.Prove(Hospital.ProofKey, context));
            await Assert.ThrowsAsync<OperationCanceledException>(() => node.Transactions.SendAsync(
                SubmissionRow.Append, (stream.Id, 0, 1),
                (journal, token) => node.Ledger.SendAppendAsync(
                    node.Transactions.Sender, jobId, 0, record.Hash, Hospital.PublicKey.Y, challenge, response, cancellationToken: token,
                    journal: async (state, t) =>
                    {
                        await journal(state, t);
                        stored = state.Versions.Single().Hash;
                        throw new OperationCanceledException("The process ends between storing and sending.");
                    }),
                (connection, _) => (stream with { Submitted = 1 }).Save(connection), _ => { }, CancellationToken.None));
        }

        Assert.Null(await Hospital.Client.GetTransactionByHashAsync(stored));
        await using AnchoringNode again = await StartAsync();
        Assert.Single(await again.SettleAsync(jobId));
        Assert.NotNull((await Hospital.Client.GetTransactionReceiptAsync(stored))?.BlockHash);
    }

    [Fact]
    public async Task AnOldCopyOfTheJournalIsNoticedBeforeAnythingIsSent()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        await using (AnchoringNode node = await StartAsync())
        {
            OperationJournal journal = await OpenAsync(node, jobId);
            for (int i = 0; i < 5; i++) await journal.RecordAsync(SampleOperations.Number(i));
            await node.SettleAsync(jobId);
        }

        using var empty = new TemporaryFolder();
        await using AnchoringNode forgetful = await AnchoringNode.StartAsync(NodeSetting.Of(_chain, empty.Path), Hospital.ProofKey);
        await (await OpenAsync(forgetful, jobId)).RecordAsync(SampleOperations.Number(0));
        AnchorStatus status = await forgetful.ReachAsync(status => status.Held.Count == 1);
        Assert.Contains("old copy", status.Held[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, status.Pending);
    }

    [Fact]
    public async Task Attack29_AChainThatMakesNoBlocksIsCalledStalledAndCaughtUpWith()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        AnchoringOptions options = AnchoringNode.Options with { StallAfter = TimeSpan.FromSeconds(1) };
        await using AnchoringNode node = await AnchoringNode.StartAsync(NodeSetting.Of(_chain, _folder.Path), Hospital.ProofKey, options: options);
        OperationJournal journal = await OpenAsync(node, jobId);
        await _chain.Rpc.CallAsync(new JsonRpcRequest("evm_setAutomine", false));
        for (int i = 0; i < 15; i++) await journal.RecordAsync(SampleOperations.Number(i));
        AnchorStatus status = await node.ReachAsync(status => status.Chain == ChainState.Stalled);
        Assert.Equal((15L, 0L), (status.Backlog, status.Included));
        await _chain.Rpc.CallAsync(new JsonRpcRequest("evm_setAutomine", true));
        await _chain.MineAsync(1);
        Assert.Equal(15, (await node.SettleAsync(jobId)).Count);
    }

    [Fact]
    public async Task RecordsWaitWhileTheAccountCannotPay()
    {
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync();
        await using AnchoringNode node = await StartAsync();
        OperationJournal journal = await OpenAsync(node, jobId);
        string account = Hospital.Address.ToString();
        await _chain.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", account, "0x1"));
        await journal.RecordAsync(SampleOperations.Number(0));
        // While it is tried again, it counts as submitted.
        AnchorStatus status = await node.ReachAsync(status => status.Pending == 1 && (status.Chain == ChainState.Refusing || status.Held.Count > 0));
        output.WriteLine($"{status.Chain}: {status.Reason} {string.Join(" ", status.Held)}");
        await _chain.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", account, "0x56bc75e2d63100000"));
        Assert.Single(await node.SettleAsync(jobId));
    }

    private Task<AnchoringNode> StartAsync(int confirmations = 1, int maximumBacklog = 4096, bool run = true) =>
        AnchoringNode.StartAsync(NodeSetting.Of(_chain, _folder.Path), Hospital.ProofKey, confirmations, maximumBacklog, run: run);

    private static Task<OperationJournal> OpenAsync(AnchoringNode node, Bytes32 jobId) =>
        node.Journals.OpenAsync(SampleOperations.Job(jobId), SampleOperations.Party);

    private async Task MineUntilSettledAsync(AnchoringNode node)
    {
        while ((await node.Anchorer.GetStatusAsync()).Backlog > 0)
        {
            await _chain.MineAsync(1);
            await Task.Delay(50);
        }
    }

    /// <summary>Proves the opening of a commitment with operations 3, 13, 23, ...</summary>
    private sealed class EveryTenth(Institution institution) : IRelationProver
    {
        public ValueTask<RelationDraft?> PrepareAsync(Operation operation, CancellationToken cancellationToken = default)
        {
            if (operation.Sequence % 10 != 3) return ValueTask.FromResult<RelationDraft?>(null);
            var committed = new CommittedValue(institution.ProofKey, operation.Sequence);
            return ValueTask.FromResult<RelationDraft?>(new RelationDraft
            {
                Commitments = new Dictionary<string, ReadOnlyMemory<byte>> { ["value"] = committed.Relation.Builder.Build().Elements[3].ToBytes() },
                Relation = committed.Relation, Witness = committed.Witness,
            });
        }
    }
}
