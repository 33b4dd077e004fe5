using System.Numerics;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>A party that knows its own noise takes it away from what is released, and looks at what is left.</summary>
public class NoiseAttackTests
{
    private const int Rounds = 3;

    private static readonly double[][] Records = SmallRun.Records(500, 2, 3);

    [Fact]
    public async Task Attack14_A_computing_party_that_takes_its_share_away_finds_the_exact_sums_in_the_papers_mode()
    {
        (double withoutComputing, _) = await LeftOverAsync(NoiseMode.Paper);
        Assert.True(withoutComputing < 0.1, $"{withoutComputing} shares are left {TestSeed.Describe(0)}");
    }

    [Fact]
    public async Task Attack14_Either_party_that_takes_its_share_away_is_left_with_a_full_share_of_the_other_in_mutual_mode()
    {
        (double withoutComputing, double withoutHolder) = await LeftOverAsync(NoiseMode.Mutual);
        // Root mean squares of 27 normal deviates: outside of this range with a probability below 1e-6.
        Assert.True(withoutComputing is > 0.45 and < 1.75, $"{withoutComputing} shares are left to the computing party {TestSeed.Describe(0)}");
        Assert.True(withoutHolder is > 0.45 and < 1.75, $"{withoutHolder} shares are left to the key holder {TestSeed.Describe(0)}");
    }

    /// <summary>Root mean square of what is left beside the exact sums, in deviations of one share, for each party.</summary>
    private static async Task<(double WithoutComputing, double WithoutHolder)> LeftOverAsync(NoiseMode mode)
    {
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Job(500, 3, 2, rounds: Rounds, mode: mode, epsilon: 1) with { FloodingBits = 20 });
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(
            runtime, SmallRun.Inputs(runtime.Job, Records), new VerticalKMeansOptions(), name => SmallRun.Noise(runtime.Job, name));
        double toComputing = 0, toHolder = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            Centroids centroids = result.Centroids[round - 1];
            double[] exact = RelativeSums.Soft(Records, centroids, runtime.Polynomial);
            NoisePlan shares = runtime.Noise.Plan(centroids)!;
            (BigInteger[] mask, BigInteger[] release) = PlaintextRun.Shares(runtime, centroids, round);
            for (int o = 0; o < exact.Length; o++)
            {
                BigInteger released = result.Released[round - 1][o];
                toComputing += Square(((double)(released - mask[o]) - exact[o] / runtime.Plan.Unit) / shares.Deviation(o));
                toHolder += Square(((double)(released - release[o]) - exact[o] / runtime.Plan.Unit) / shares.Deviation(o));
            }
        }

        int count = Rounds * runtime.Outputs;
        return (Math.Sqrt(toComputing / count), Math.Sqrt(toHolder / count));
    }

    private static double Square(double x) => x * x;
}
