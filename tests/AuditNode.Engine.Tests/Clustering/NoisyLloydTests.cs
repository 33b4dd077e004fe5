using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Clustering.Simulation;
using AuditNode.Engine.Metrics;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Tests.Evaluation;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class NoisyLloydTests
{
    private static readonly double[][] Records = [.. new RandomVectors(TestSeed.Value).Uniform(400).Chunk(2)];
    private static readonly Centroids Start = Centroids.FromRows([[-0.5, -0.5], [0.5, 0.5]]);

    [Fact]
    public void Without_noise_it_is_the_simulation_of_the_encrypted_algorithm()
    {
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.15);
        IReadOnlyList<Centroids> history = new NoisyLloyd(Records, polynomial, new Constant(true, 0, 0)).Run(Start, 4);
        Assert.Equal(5, history.Count);
        Assert.Equal(SoftLloyd.Run(Records, Start, polynomial, 4).Centroids, history[^1]);
    }

    [Fact]
    public void Noise_of_a_count_moves_centroids_of_plain_sums_towards_the_middle()
    {
        // Plain sums of 200 records and 100 too many: every mean is divided by 3/2 (first round, clusters of about 100).
        Centroids exact = Lloyd.Run(Records, Start, 1).Centroids;
        Centroids noisy = new NoisyLloyd(Records, null, new Constant(false, 100, 0)).Run(Start, 1)[^1];
        double[] counts = RelativeSums.Exact(Records, Start);
        for (int i = 0; i < 2; i++)
        {
            double count = counts[CentroidUpdate.CountIndex(i, 2)];
            for (int f = 0; f < 2; f++) Assert.Equal(exact[i, f] * count / (count + 100), noisy[i, f], 6);
        }
    }

    [Fact]
    public void DpLloyd_has_the_scale_of_its_paper_doubled_for_replacing_a_record()
    {
        using RandomStream random = Stream(0);
        var noise = new LaplaceNoise(2, LaplaceNoise.PublishedRounds, 3, random);
        Assert.Equal(2 * (3 + 1) * 5 / 2.0, noise.Scale);
        double[] drawn = [.. Enumerable.Range(0, 1000).SelectMany(t => noise.Draw(t, Start)).Select(x => Math.ScaleB((double)x, -SoftLloyd.UnitBits))];
        Assert.InRange(drawn.Average(Math.Abs), 0.9 * noise.Scale, 1.1 * noise.Scale);
    }

    [Fact]
    public void Counts_and_sums_get_Gaussian_noise_of_their_own_deviations()
    {
        using RandomStream random = Stream(1);
        var noise = new GaussianNoise(3, 7, random);
        double[][] drawn = [.. Enumerable.Range(0, 1000).Select(t => noise.Draw(t, Start).Select(x => Math.ScaleB((double)x, -SoftLloyd.UnitBits)).ToArray())];
        Assert.InRange(Math.Sqrt(drawn.Average(d => (d[0] * d[0] + d[3] * d[3]) / 2)), 2.7, 3.3);
        Assert.InRange(Math.Sqrt(drawn.Average(d => (d[1] * d[1] + d[5] * d[5]) / 2)), 6.4, 7.6);
    }

    [Fact]
    public void A_round_without_a_budget_is_refused()
    {
        using RandomStream random = Stream(2);
        ZeroConcentratedNoise noise = ZeroConcentratedNoise.OfPlainSums(Even(Rho.Floor(0.1), 3), 1, random);
        Assert.Equal(6, noise.Draw(2, Start).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.Draw(3, Start));
    }

    [DataTheory]
    [InlineData(1, 0.0052)]
    [InlineData(2, 0.0060)]
    public void On_S1_at_epsilon_1_the_loss_stays_below_the_published_bound(int shares, double bound)
    {
        RealData data = RealData.Read("s1");
        AssignmentPolynomial polynomial = AssignmentPolynomial.ForClusters(15);
        Rho rho = ZeroConcentrated.FromEpsilon(1, 1.0 / data.Records.Length);
        double mean = Enumerable.Range(0, 8).AsParallel().Average(s =>
        {
            using RandomStream random = Stream((ulong)(10 * s + shares));
            var noise = ZeroConcentratedNoise.OfRelativeSums(polynomial, Even(rho, 6), shares, random);
            Centroids last = new NoisyLloyd(data.Records, polynomial, noise).Run(SpacedStart.Create(15, 2, new byte[32], (ulong)s), 6)[^1];
            return KMeansLoss.Compute(data.Records, last) * KMeansLoss.UnitBoxFactor;
        });
        Assert.True(mean <= bound, $"{mean} {TestSeed.Describe(0)}");
    }

    private static Rho[] Even(Rho total, int rounds) => [.. Enumerable.Repeat(total.Share(rounds), rounds)];

    private static RandomStream Stream(ulong index)
    {
        var seed = new byte[RandomStream.SeedLength];
        BitConverter.TryWriteBytes(seed, TestSeed.Value);
        return new RandomStream(seed, "AuditNode.Engine.Tests/noise", index);
    }

    private sealed class Constant(bool isRelative, double count, double sum) : IRoundNoise
    {
        public bool IsRelative => isRelative;

        public BigInteger[] Draw(int round, Centroids centroids) =>
            RelativeSums.ToIntegers([.. Enumerable.Range(0, centroids.ClusterCount).SelectMany(_ => Enumerable.Range(0, centroids.FeatureCount + 1).Select(o => o == 0 ? count : sum))], SoftLloyd.UnitBits);
    }
}
