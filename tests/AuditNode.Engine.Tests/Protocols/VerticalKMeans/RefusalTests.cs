using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>What a party refuses before it sends anything, and what stops it later.</summary>
public class RefusalTests
{
    private static readonly double[][] Records = SmallRun.Records(300, 2, 2);
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny());

    [Fact]
    public async Task A_data_set_whose_budget_does_not_cover_the_job_stays_silent()
    {
        var budget = new PrivacyBudget(new Rho(Runtime.Job.Rho.Units - 1));
        PartyInput input = SmallRun.Inputs(Runtime.Job, Records)["insurer"] with { Budget = budget };
        var checkpoints = new MemoryCheckpointStore();
        var log = new MemoryOperationLog();
        using var party = VerticalKMeansParty.Create(
            Runtime, "insurer", input, new PartyServices(new MemoryBlobStore(), checkpoints, log, TimeProvider.System), null);
        await Assert.ThrowsAsync<PrivacyBudgetExceededException>(() => party.StartAsync());
        Assert.Equal(Rho.Zero, budget.Spent);
        Assert.Null(await checkpoints.ReadAsync("small-run.insurer"));
        Assert.Empty(log.Operations);
    }

    [Fact]
    public async Task A_data_set_is_charged_once_for_a_job_that_is_taken_up_again()
    {
        var budget = new PrivacyBudget(new Rho(3 * Runtime.Job.Rho.Units));
        Dictionary<string, PartyInput> inputs = SmallRun.Inputs(Runtime.Job, Records);
        inputs["insurer"] = inputs["insurer"] with { Budget = budget };
        for (int i = 0; i < 2; i++) await VerticalKMeansSession.RunAsync(Runtime, inputs, new VerticalKMeansOptions(), name => SmallRun.Noise(Runtime.Job, name));
        Assert.Equal(Runtime.Job.Rho, budget.Spent);
    }

    [Fact]
    public async Task A_cancelled_run_can_be_taken_up_again()
    {
        var checkpoints = Runtime.Job.Parties.ToDictionary(p => p.Name, _ => new MemoryCheckpointStore());
        var blobs = Runtime.Job.Parties.ToDictionary(p => p.Name, _ => new MemoryBlobStore());
        var options = new VerticalKMeansOptions { CheckpointStores = name => checkpoints[name], BlobStores = name => blobs[name] };
        using var source = new CancellationTokenSource();
        var stopper = new Stopper(source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VerticalKMeansSession.RunAsync(
            Runtime, SmallRun.Inputs(Runtime.Job, Records), options with { Progress = stopper }, name => SmallRun.Noise(Runtime.Job, name), source.Token));
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(
            Runtime, SmallRun.Inputs(Runtime.Job, Records), options, name => SmallRun.Noise(Runtime.Job, name));
        List<Centroids> expected = PlaintextRun.Simulate(Runtime, Records);
        Assert.True(expected[^1].LargestMove(result.Centroids[^1]) < 1e-4, TestSeed.Describe(0));
        Assert.Equal(Runtime.Job.Rho, result.Spent);
        Assert.DoesNotContain(MessageKind.KeysEvaluation, result.Traffic.Keys);
    }

    [Fact]
    public async Task A_party_whose_peer_has_another_specification_refuses_it()
    {
        JobRuntime other = SmallRun.Runtime(Runtime.Job with { SmallClusterThreshold = 2 });
        using var one = VerticalKMeansParty.Create(Runtime, "clinic", SmallRun.Inputs(Runtime.Job, Records)["clinic"], PartyServices.InMemory(), null);
        using var two = VerticalKMeansParty.Create(other, "insurer", SmallRun.Inputs(Runtime.Job, Records)["insurer"], PartyServices.InMemory(), null);
        await one.StartAsync();
        Envelope agreement = Assert.Single(await two.StartAsync());
        await Assert.ThrowsAsync<JobMismatchException>(() => one.HandleAsync(agreement));
    }

    [Fact]
    public void Values_outside_the_box_are_refused_without_being_named()
    {
        double[][] records = SmallRun.Records(300, 2, 2);
        records[17][0] = 1.25;
        var refusal = Assert.Throws<InvalidJobException>(() =>
            VerticalKMeansParty.Create(Runtime, "clinic", SmallRun.Inputs(Runtime.Job, records)["clinic"], PartyServices.InMemory(), null));
        Assert.Contains("Record 17 of column 'x0'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1.25", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_number_of_records_is_refused()
    {
        PartyInput input = SmallRun.Inputs(Runtime.Job, Records)["clinic"];
        var refusal = Assert.Throws<InvalidJobException>(() => VerticalKMeansParty.Create(
            Runtime, "clinic", input with { Columns = [.. input.Columns.Select(c => c[..299])] }, PartyServices.InMemory(), null));
        Assert.Contains("299 records", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_party_that_does_not_agree_to_the_assignment_refuses_the_job()
    {
        JobRuntime asking = new(Runtime.Job with { AssignmentReceivers = ["insurer"] }, request => EvaluationPlan.Create(request, 16384, 46, 2));
        var refusal = Assert.Throws<InvalidJobException>(() =>
            VerticalKMeansParty.Create(asking, "clinic", SmallRun.Inputs(Runtime.Job, Records)["clinic"], PartyServices.InMemory(), null));
        Assert.Equal(nameof(PartyInput.AgreesToAssignment), refusal.Field);
    }

    [Fact]
    public void Noise_that_the_modulus_has_no_room_for_is_refused()
    {
        JobRuntime narrow = SmallRun.Runtime(Runtime.Job with { Rho = new Rho(2) });
        var refusal = Assert.Throws<InvalidJobException>(() => narrow.Noise.Plan(Runtime.Job.Start));
        Assert.Equal(nameof(VerticalKMeansJob.Rho), refusal.Field);
    }

    private sealed class Stopper(CancellationTokenSource source) : IProgress<ProtocolProgress>
    {
        public void Report(ProtocolProgress value)
        {
            if (value is { Phase: ProtocolPhase.Evaluation, Round: 2 }) source.Cancel();
        }
    }
}
