using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;
using AuditNode.Node.Tests.Journal;
using AuditNode.Records.Operations;
using AuditNode.Scenarios;

namespace AuditNode.Node.Tests.Anchoring;

public sealed class BudgetChargerTests : IAsyncLifetime
{
    private const ulong Price = 100_000_000_000;

    private readonly TemporaryFolder _folder = new();
    private AnchoringChain _chain = null!;
    private Bytes32 _jobId, _dataset;

    private Institution Hospital => _chain.Consortium.Hospital;

    private PrivacyBudget Budget => Hospital.Contracts.Budget;

    public async Task InitializeAsync()
    {
        _chain = await AnchoringChain.StartAsync();
        _jobId = await _chain.Consortium.ConsentedJobAsync();
        _dataset = Keccak256.HashData(_jobId.ToArray());
        await Institution.FinalAsync(Budget.SendOpenDatasetAsync(Hospital.Sender, _dataset, 3 * (BigInteger)Price));
        await Institution.FinalAsync(Budget.SendConsentReleaseAsync(Hospital.Sender, _dataset, _jobId, 2 * (BigInteger)Price));
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Attack15_AReportWithAPriceReturnsWhenItIsPaidAndIsPaidOnce()
    {
        OperationRecord record;
        await using (AnchoringNode node = await StartAsync())
        {
            OperationJournal journal = await OpenAsync(node);
            await journal.RecordAsync(SampleOperations.Number(0));
            record = await journal.RecordAsync(SampleOperations.Release(1, Price));
            Assert.Equal(Price, await ChargeOfAsync(record.Sequence));
            Assert.Equal(record, await journal.RecordAsync(SampleOperations.Release(1, Price)));
        }

        await using AnchoringNode again = await StartAsync();
        Assert.Equal(record, await (await OpenAsync(again)).RecordAsync(SampleOperations.Release(1, Price)));
        Assert.Equal(Price, await Budget.SpentAsync(Hospital.Address, _dataset));
    }

    [Fact]
    public async Task NothingIsReleasedWhileTheChargeIsNotOnTheChain()
    {
        await using AnchoringNode node = await StartAsync(run: false);
        OperationJournal journal = await OpenAsync(node);
        Task release = journal.ReportAsync(SampleOperations.Release(0, Price)).AsTask();
        for (int i = 0; await node.Database.RunAsync(connection => ChargeRow.Due(connection).Count) == 0; i++)
        {
            Assert.True(i < 1200, "The charge was not due within 2 minutes.");
            await Task.Delay(100);
        }

        Assert.False(release.IsCompleted);
        node.Run();
        await release;
        Assert.Equal(Price, await ChargeOfAsync(0));
    }

    [Fact]
    public async Task Attack15_AReleaseBeyondTheConsentedBudgetIsRefused()
    {
        await using AnchoringNode node = await StartAsync();
        OperationJournal journal = await OpenAsync(node);
        await journal.RecordAsync(SampleOperations.Release(0, Price));
        ChargeRefusedException refusal = await Assert.ThrowsAsync<ChargeRefusedException>(() => journal.RecordAsync(SampleOperations.Release(1, Price + 1)));
        Assert.Equal((_jobId, 1L), (refusal.JobId, refusal.Sequence));
        Assert.Contains("BudgetExceeded", refusal.Message, StringComparison.Ordinal);
        await journal.RecordAsync(SampleOperations.Release(2, Price));
        Assert.Equal(2 * Price, await Budget.SpentAsync(Hospital.Address, _dataset));
    }

    [Fact]
    public async Task AChargeIsFoundOnTheChainAndAnotherPriceRefused()
    {
        await Institution.FinalAsync(Budget.SendChargeAsync(Hospital.Sender, _dataset, _jobId, 7, Price)); // by a process whose journal is lost
        await using AnchoringNode node = await StartAsync();
        var charger = new BudgetCharger(node.Database);
        await charger.ChargeAsync(_dataset, _jobId, 7, new Engine.Privacy.Rho(Price));
        await charger.ChargeAsync(_dataset, _jobId, 7, new Engine.Privacy.Rho(Price));
        JournalException conflict = await Assert.ThrowsAsync<JournalException>(() => charger.ChargeAsync(_dataset, _jobId, 7, new Engine.Privacy.Rho(Price - 1)));
        Assert.Equal(JournalFault.Conflict, conflict.Fault);
        Assert.Equal(Price, await Budget.SpentAsync(Hospital.Address, _dataset));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => charger.ChargeAsync(_dataset, _jobId, 8, Engine.Privacy.Rho.Zero));
    }

    private async Task<BigInteger> ChargeOfAsync(long sequence) => await Budget.ChargeOfAsync(Hospital.Address, _dataset, _jobId, (ulong)sequence);

    private Task<AnchoringNode> StartAsync(bool run = true) => AnchoringNode.StartAsync(NodeSetting.Of(_chain, _folder.Path), Hospital.ProofKey, run: run);

    private Task<OperationJournal> OpenAsync(AnchoringNode node) =>
        node.Journals.OpenAsync(SampleOperations.Job(_jobId, _dataset), SampleOperations.Party);
}
