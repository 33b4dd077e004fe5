using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;
using Xunit.Abstractions;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class EndToEndTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(NoiseMode.Mutual)]
    [InlineData(NoiseMode.Paper)]
    [InlineData(NoiseMode.None)]
    public async Task Two_parties_find_the_centroids_of_the_plaintext_simulation_with_the_same_noise(NoiseMode mode)
    {
        double[][] records = SmallRun.Records(500, 2, 3);
        VerticalKMeansJob job = SmallRun.Job(500, 3, 2, mode: mode);
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(
            job, SmallRun.Inputs(job, records), new VerticalKMeansOptions(), name => SmallRun.Noise(job, name));
        List<Centroids> expected = PlaintextRun.Simulate(job, records);
        foreach (var (phase, s) in result.Seconds) output.WriteLine($"{phase} {s:F3}");
        foreach (var (kind, t) in result.Traffic) output.WriteLine($"{kind} {t}");
        output.WriteLine(string.Join(" ", result.RoundSeconds));
        Assert.Equal(expected.Count, result.Centroids.Count);
        for (int round = 0; round < expected.Count; round++)
            output.WriteLine($"{round}: {expected[round].LargestMove(result.Centroids[round])}");
        for (int round = 0; round < expected.Count; round++)
            Assert.True(expected[round].LargestMove(result.Centroids[round]) < 1e-4, $"round {round}: {expected[round].LargestMove(result.Centroids[round])} {TestSeed.Describe(round)}");
    }
}
