using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class ResumeTests
{
    private static readonly double[][] Records = SmallRun.Records(300, 3, 2);
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny(parties: 3) with { NoiseCandidates = 3 });

    [Fact]
    public async Task All_parties_killed_after_any_message_send_the_same_bytes_and_find_the_same_centroids()
    {
        int killAfter = 0;
        for (bool reached = true; reached; killAfter++)
        {
            using var run = new SteppedRun(Runtime, Records);
            await run.StartAsync();
            while (!run.IsFinished && run.Delivered < killAfter) await run.StepAsync();
            reached = run.Delivered == killAfter && !run.IsFinished;
            await run.StartAsync();
            await run.FinishAsync();
            Check(run, $"killed after message {killAfter}");
        }

        Assert.True(killAfter > 24, $"Only {killAfter} messages were delivered.");
    }

    [Theory]
    [InlineData("clinic", false)]
    [InlineData("clinic", true)]
    [InlineData("insurer", false)]
    [InlineData("insurer", true)]
    [InlineData("lab2", false)]
    [InlineData("lab2", true)]
    public async Task A_party_killed_before_or_after_any_write_loses_and_repeats_nothing(string party, bool afterwards)
    {
        int write = 1;
        for (bool failed = true; failed; write++)
        {
            using var run = new SteppedRun(Runtime, Records);
            (run.Checkpoints[party].FailingWrite, run.Checkpoints[party].FailsAfterwards) = (write, afterwards);
            failed = false;
            try
            {
                await run.StartAsync();
                await run.FinishAsync();
            }
            catch (KilledException)
            {
                failed = true;
                await run.StartAsync();
                await run.FinishAsync();
            }

            Check(run, $"{party} killed {(afterwards ? "after" : "before")} write {write}");
        }

        Assert.True(write > 7, $"Only {write} writes were made.");
    }

    [Fact]
    public async Task A_party_that_starts_again_beside_others_that_go_on_gets_what_it_missed()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.SumsReleased);
        run.InFlight.Clear(); // lost with the connection
        foreach (Envelope again in await run.Computing.StartAsync()) run.InFlight.Enqueue(again);
        Assert.Contains(run.InFlight, e => e.Kind == MessageKind.SumsMasked);
        await run.FinishAsync();
        Check(run, "connection lost");
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_refused()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        FaultyCheckpointStore store = run.Checkpoints["clinic"];
        byte[] state = (await store.ReadAsync("small-run.clinic"))!.Value.ToArray();
        state[state.Length / 2] ^= 1;
        await store.WriteAsync("small-run.clinic", state);
        await Assert.ThrowsAsync<StorageException>(run.StartAsync);
    }

    [Fact]
    public async Task A_checkpoint_of_a_job_with_another_specification_is_refused()
    {
        using var first = new SteppedRun(Runtime, Records);
        await first.StartAsync();
        JobRuntime other = SmallRun.Runtime(Runtime.Job with { MaximumRounds = 3 });
        using var second = new SteppedRun(other, Records);
        await second.Checkpoints["lab2"].WriteAsync("small-run.lab2", (await first.Checkpoints["lab2"].ReadAsync("small-run.lab2"))!.Value);
        StorageException refusal = await Assert.ThrowsAsync<StorageException>(second.StartAsync);
        Assert.Contains("another specification", refusal.Message, StringComparison.Ordinal);
    }

    private static void Check(SteppedRun run, string what)
    {
        Assert.Equal(run.Computing.Centroids, run.KeyHolder.Centroids);
        Assert.Equal(run.Computing.Centroids[^1], run.Parties["lab2"].Centroids[^1]);
        Assert.Equal(2, run.Sent.Count(e => e.Kind == MessageKind.SumsReleased));
        var total = new Rho(2 * Runtime.Job.RoundRho.Units);
        Assert.Equal(total, run.Computing.Spent);
        Assert.Equal(total, run.KeyHolder.Spent);
        // Which candidates stay closed depends on the keys, which are new in every run.
        List<Centroids> expected = PlaintextRun.Simulate(Runtime, Records, run.Closed, run.Nonce);
        for (int round = 0; round < expected.Count; round++)
            Assert.True(expected[round].LargestMove(run.Computing.Centroids[round]) < 1e-4, $"{what} {TestSeed.Describe(round)}");
        foreach (MemoryOperationLog log in run.Logs.Values)
            Assert.Equal(Enumerable.Range(0, log.Operations.Count), log.Operations.Select(o => (int)o.Sequence));
        foreach (string party in (string[])["clinic", "insurer"])
            Assert.Equal(2, run.Logs[party].Operations.Count(o => o.Privacy is not null));
    }
}
