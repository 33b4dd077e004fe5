using System.Numerics;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts.Errors;
using AuditNode.Contracts.Tests.Proofs;
using AuditNode.Scenarios;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>A trail from the first record to the regulator's questions, the same on every chain.</summary>
public abstract class TrailTests(ChainFixture fixture)
{
    private Consortium Consortium => fixture.Consortium;

    [Fact]
    public async Task RecordsOfAllKindsAreKeptInOrderAndVerifiedByASecondProgram()
    {
        Bytes32 jobId = await Consortium.ConsentedJobAsync();
        var stream = new RecordStream(Consortium.Hospital, jobId);
        await FinalAsync(stream.SendAsync());
        await FinalAsync(stream.SendAsync());
        Receipt batch = await FinalAsync(stream.SendBatchAsync(5));
        using (var committed = new CommittedValue(Consortium.Hospital.ProofKey, -17)) await FinalAsync(stream.SendRelationAsync(committed.Relation, committed.Witness));
        await FinalAsync(stream.SendAsync());

        using var connection = new JsonRpcClient(fixture.AuditorsNode);
        var ledger = new AuditLedger(new EthereumClient(connection, ContractErrors.Catalogue), Consortium.Contracts.Ledger.Address);
        await ReachAsync(ledger.Client, await Consortium.Hospital.Client.GetBlockNumberAsync());
        Address hospital = Consortium.Hospital.Address;
        Assert.Equal((9UL, stream.Records[8]), await ledger.HeadAsync(jobId, hospital));
        Assert.Equal(stream.Records, await ledger.RecordsAsync(jobId, hospital, 0, 100));
        Assert.True(await ledger.VerifyRecordAsync(jobId, hospital, 4, stream.Records[4]));
        Assert.False(await ledger.VerifyRecordAsync(jobId, hospital, 5, stream.Records[4]));
        Assert.Equal(Bytes32.Zero, await ledger.RecordAsync(jobId, hospital, 9));
        var events = await ledger.QueryRecordAppendedAsync(0, await ledger.Client.GetBlockNumberAsync(), new() { JobId = jobId, Institution = hospital }).ToListAsync();
        Assert.Equal(stream.Records, events.Select(e => e.RecordHash));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (ulong)i), events.Select(e => e.Sequence));
        Assert.Equal(5, Consortium.Contracts.Ledger.FindRecordAppended(batch).Count);

        using JsonDocument answer = await JavaScriptVerifier.VerifyStreamAsync(fixture.AuditorsNode, ledger.Address, jobId, hospital);
        Assert.True(answer.RootElement.GetProperty("valid").GetBoolean(), answer.RootElement.ToString());
        Assert.Equal(9, answer.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task AStreamStaysVerifiableAfterTheKeyWasRotated()
    {
        Bytes32 jobId = await Consortium.ConsentedJobAsync();
        var stream = new RecordStream(Consortium.Bank, jobId);
        await FinalAsync(stream.SendAsync());
        InstitutionRegistry registry = Consortium.Bank.Contracts.Registry;
        ulong version = (await registry.InstitutionAsync(Consortium.Bank.Address)).KeyVersion;
        await Consortium.Bank.RotateKeyAsync(version + 1);
        await FinalAsync(stream.SendAsync());
        await ReachAsync(fixture.AuditorsNode, await Consortium.Bank.Client.GetBlockNumberAsync());
        using JsonDocument answer = await JavaScriptVerifier.VerifyStreamAsync(fixture.AuditorsNode, Consortium.Contracts.Ledger.Address, jobId, Consortium.Bank.Address);
        Assert.True(answer.RootElement.GetProperty("valid").GetBoolean(), answer.RootElement.ToString());
        Assert.Equal(2, answer.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task AJobRunsFromProposalToResult()
    {
        Bytes32 jobId = await Consortium.ConsentedJobAsync();
        Bytes32 result = Keccak256.HashData("centroids"u8);
        await FinalAsync(Consortium.Hospital.Contracts.Jobs.SendStartAsync(Consortium.Hospital.Sender, jobId));
        await FinalAsync(Consortium.Hospital.Contracts.Jobs.SendCompleteAsync(Consortium.Hospital.Sender, jobId, result));
        await FinalAsync(Consortium.Bank.Contracts.Jobs.SendCompleteAsync(Consortium.Bank.Sender, jobId, result));
        JobRegistry.Job job = await Consortium.Contracts.Jobs.JobAsync(jobId);
        Assert.Equal(result, job.ResultHash);
        Assert.Equal(4, job.State);
        Assert.Equal([Consortium.Hospital.Address, Consortium.Bank.Address], job.Spec.Parties);
    }

    [Fact]
    public async Task BudgetIsChargedUntilItIsSpent()
    {
        Bytes32 jobId = await Consortium.ConsentedJobAsync(), dataset = Keccak256.HashData(jobId.ToArray());
        Institution hospital = Consortium.Hospital;
        PrivacyBudget budget = hospital.Contracts.Budget;
        BigInteger tenth = 100_000_000_000;
        await FinalAsync(budget.SendOpenDatasetAsync(hospital.Sender, dataset, 10 * tenth));
        await FinalAsync(budget.SendConsentReleaseAsync(hospital.Sender, dataset, jobId, 3 * tenth));
        await FinalAsync(budget.SendChargeAsync(hospital.Sender, dataset, jobId, 0, 2 * tenth));
        BudgetExceeded refused = await Refusal.OfAsync<BudgetExceeded>(budget.CallChargeAsync(hospital.Address, dataset, jobId, 1, tenth + 1));
        Assert.Equal(tenth, refused.Remaining);
        await FinalAsync(budget.SendChargeAsync(hospital.Sender, dataset, jobId, 1, tenth));
        await Refusal.OfAsync<AlreadyCharged>(budget.CallChargeAsync(hospital.Address, dataset, jobId, 1, tenth));
        await Refusal.OfAsync<BudgetExceeded>(budget.CallChargeAsync(hospital.Address, dataset, jobId, 2, 1));
        Assert.Equal(3 * tenth, await budget.SpentAsync(hospital.Address, dataset));
        // rho = 0.3 and delta = 1e-6, whose ln(1/delta) is 13.815510557965.
        Assert.Equal(0.3 + (2 * Math.Sqrt(0.3 * 13.815510557965)), (double)await budget.EpsilonUpperBoundAsync(3 * tenth, 13_815_510_557_965) / 1e12, 10);
    }

    [Fact]
    public async Task ARecordThatIsNotShownInTimeIsMarkedForEver()
    {
        Bytes32 jobId = await Consortium.ConsentedJobAsync();
        var stream = new RecordStream(Consortium.Hospital, jobId);
        await FinalAsync(stream.SendAsync());
        Institution agency = Consortium.Agency;
        AuditChallenge challenges = agency.Contracts.Challenges;
        Receipt opened = await FinalAsync(challenges.SendChallengeAsync(agency.Sender, jobId, Consortium.Hospital.Address, 0, 60));
        BigInteger number = challenges.FindChallengeOpened(opened).Single().ChallengeId;
        await Refusal.OfAsync<DeadlineNotPassed>(challenges.CallMarkUnansweredAsync(agency.Address, number));
        await Refusal.OfAsync<RecordMismatch>(challenges.CallAnswerAsync(Consortium.Hospital.Address, number, new byte[] { 1, 2, 3 }));
        await fixture.PassAsync(TimeSpan.FromSeconds(61));
        await FinalAsync(challenges.SendMarkUnansweredAsync(agency.Sender, number));
        Assert.True(await challenges.IsMarkedAsync(jobId, Consortium.Hospital.Address, 0));
        await Refusal.OfAsync<WrongChallengeState>(challenges.CallAnswerAsync(Consortium.Hospital.Address, number, new byte[] { 1, 2, 3 }));
    }

    private async Task<Receipt> FinalAsync(Task<AuditNode.Chain.Sending.PendingTransaction> sent)
    {
        Receipt receipt = await Institution.FinalAsync(sent);
        await Consortium.CatchUpAsync();
        return receipt;
    }

    private static async Task ReachAsync(Uri node, ulong height)
    {
        using var connection = new JsonRpcClient(node);
        await ReachAsync(new EthereumClient(connection), height);
    }

    /// <summary>A follower may be some blocks behind the node that a transaction became final on.</summary>
    private static async Task ReachAsync(EthereumClient client, ulong height)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await client.GetBlockNumberAsync() < height)
        {
            Assert.False(limit.IsCancellationRequested, $"The node did not reach block {height} within two minutes.");
            await Task.Delay(100);
        }
    }
}

[Collection(AnvilCollection.Name)]
public sealed class AnvilTrailTests(AnvilFixture fixture) : TrailTests(fixture);

[Collection(GanacheCollection.Name)]
public sealed class GanacheTrailTests(GanacheFixture fixture) : TrailTests(fixture);

[Collection(PoaCollection.Name)]
public sealed class PoaTrailTests(PoaFixture fixture) : TrailTests(fixture);
