using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class EndToEndTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(NoiseMode.Mutual, 2)]
    [InlineData(NoiseMode.Paper, 2)]
    [InlineData(NoiseMode.None, 2)]
    [InlineData(NoiseMode.Mutual, 4)]
    public async Task The_released_centroids_are_those_of_the_plaintext_simulation_with_the_same_noise(NoiseMode mode, int parties)
    {
        double[][] records = SmallRun.Records(500, 4, 3);
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Job(500, 3, 4, parties, mode: mode));
        VerticalKMeansResult result = await RunAsync(runtime, records);
        List<Centroids> expected = PlaintextRun.Simulate(runtime, records);
        Assert.Equal(expected.Count, result.Centroids.Count);
        Assert.False(result.Converged);
        Assert.Equal(mode == NoiseMode.None ? Rho.Zero : new Rho(3 * runtime.Job.RoundRho.Units), result.Spent);
        for (int round = 0; round < expected.Count; round++)
            Assert.True(expected[round].LargestMove(result.Centroids[round]) < Tolerance, $"{expected[round].LargestMove(result.Centroids[round])} {TestSeed.Describe(round)}");
    }

    [Theory]
    [InlineData(NoiseMode.Mutual, 2, 8)]
    [InlineData(NoiseMode.None, 2, 2)]
    [InlineData(NoiseMode.Mutual, 4, 4)]
    public async Task The_noise_of_the_released_centroids_is_that_of_the_candidates_that_stayed_closed(NoiseMode mode, int parties, int candidates)
    {
        double[][] records = SmallRun.Records(300, 4, 2);
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Job(300, 2, 4, parties, mode: mode) with { SignDegree = 3, FloodingBits = 20, NoiseCandidates = candidates });
        using var run = new SteppedRun(runtime, records);
        await run.StartAsync();
        await run.FinishAsync();
        Assert.Equal(3, run.Closed.Count);
        List<Centroids> expected = PlaintextRun.Simulate(runtime, records, run.Closed, run.Nonce);
        for (int round = 0; round < expected.Count; round++)
            Assert.True(expected[round].LargestMove(run.Computing.Centroids[round]) < Tolerance, $"{string.Join(',', run.Closed)} {TestSeed.Describe(round)}");
    }

    [Fact]
    public async Task Two_parties_and_four_parties_find_the_same_centroids_with_the_same_flooding()
    {
        double[][] records = SmallRun.Records(300, 4, 2);
        List<Centroids> found = [];
        foreach (int parties in (int[])[2, 4])
        {
            VerticalKMeansJob job = SmallRun.Job(300, 2, 4, parties, rounds: 2, mode: NoiseMode.None) with { SignDegree = 3, FloodingBits = 20 };
            found.Add((await RunAsync(SmallRun.Runtime(job), records)).Centroids[^1]);
        }

        Assert.True(found[0].LargestMove(found[1]) < Tolerance, $"{found[0].LargestMove(found[1])} {TestSeed.Describe(0)}");
    }

    [Fact]
    public async Task A_run_ends_when_the_centroids_move_less_than_the_threshold()
    {
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Tiny(rounds: 5) with { MovementThreshold = 3 });
        VerticalKMeansResult result = await RunAsync(runtime, SmallRun.Records(300, 2, 2));
        Assert.True(result.Converged);
        Assert.Equal(2, result.Centroids.Count);
        Assert.Equal(runtime.Job.RoundRho, result.Spent);
    }

    [Fact]
    public async Task Bytes_are_counted_by_kind_and_time_by_phase_and_round()
    {
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Tiny());
        using var network = new InProcessNetwork(runtime.Job.Parties.Select(p => p.Name), NetworkProfile.Named("ccWAN50"));
        VerticalKMeansResult result = await RunAsync(runtime, SmallRun.Records(300, 2, 2), new VerticalKMeansOptions { Network = network });
        Assert.Equal(
            [MessageKind.FeaturesEncrypted, MessageKind.JobAgreed, MessageKind.KeysEvaluation, MessageKind.SumsMasked, MessageKind.SumsReleased], result.Traffic.Keys);
        Assert.Equal(2, result.Traffic[MessageKind.SumsMasked].Messages);
        Assert.Equal(network.Traffic.Total.Bytes, result.Traffic.Values.Sum(t => t.Bytes));
        Assert.Equal(2, result.RoundSeconds.Count);
        Assert.Contains(ProtocolPhase.Evaluation, result.Seconds.Keys);
        // Six messages one after the other, of 150 ms and up to 25 ms less each, and 50 Mbit/s.
        double least = 6 * 0.125 + result.Traffic[MessageKind.KeysEvaluation].Bytes * 8 / 50e6;
        Assert.InRange(result.TransferTime.TotalSeconds, least, 60);
    }

    [Fact]
    public async Task Progress_names_party_phase_and_round()
    {
        var seen = new List<ProtocolProgress>();
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Tiny());
        await RunAsync(runtime, SmallRun.Records(300, 2, 2), new VerticalKMeansOptions { Progress = new Collector(seen) });
        Assert.Contains(seen, p => p is { Party: "clinic", Phase: ProtocolPhase.Evaluation, Round: 2, Fraction: 1 });
        Assert.All(seen, p => Assert.InRange(p.Fraction, 0, 1));
    }

    private static Task<VerticalKMeansResult> RunAsync(JobRuntime runtime, double[][] records, VerticalKMeansOptions? options = null) =>
        VerticalKMeansSession.RunAsync(runtime, SmallRun.Inputs(runtime.Job, records), options ?? new VerticalKMeansOptions(), name => SmallRun.Noise(runtime.Job, name));

    private sealed class Collector(List<ProtocolProgress> seen) : IProgress<ProtocolProgress>
    {
        public void Report(ProtocolProgress value)
        {
            lock (seen) seen.Add(value);
        }
    }
}
