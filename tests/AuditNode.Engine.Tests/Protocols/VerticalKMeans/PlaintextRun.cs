using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>The protocol in the clear, with the same noise.</summary>
internal static class PlaintextRun
{
    /// <param name="runtime">The job.</param>
    /// <param name="records">The data.</param>
    /// <param name="closed">The candidates that challenges left closed, by round; the first of each where nothing is opened.</param>
    /// <param name="nonce">The digest of the run's keys; empty where nothing is opened.</param>
    public static List<Centroids> Simulate(JobRuntime runtime, double[][] records, IReadOnlyList<int>? closed = null, ReadOnlyMemory<byte> nonce = default)
    {
        List<Centroids> centroids = [runtime.Job.Start];
        for (int round = 1; round <= runtime.Job.MaximumRounds; round++)
        {
            double[] sums = RelativeSums.Soft(records, centroids[^1], runtime.Polynomial);
            (BigInteger[] mask, BigInteger[] release) = Shares(runtime, centroids[^1], round, closed?[round - 1] ?? 0, nonce);
            BigInteger[] integers = [.. sums.Select((s, o) => new BigInteger(Math.Round(s / runtime.Plan.Unit)) + mask[o] + release[o])];
            centroids.Add(runtime.Update.Apply(centroids[^1], integers));
        }

        return centroids;
    }

    /// <summary>What computing party and key holder add in a round.</summary>
    public static (BigInteger[] Mask, BigInteger[] Release) Shares(JobRuntime runtime, Centroids centroids, int round, int closed = 0, ReadOnlyMemory<byte> nonce = default)
    {
        NoisePlan? shares = runtime.Noise.Plan(centroids);
        using RandomStream ofHolder = SmallRun.Noise(runtime.Job, runtime.Job.KeyHolder.Name).Open(KeyHolder.NoiseDomain, round);
        NoiseSeed[] seeds = Seeds(runtime, round);
        byte[] seed = new byte[RandomStream.SeedLength];
        ofHolder.Fill(seed);
        using var release = new RandomStream(seed, "AuditNode.Engine/release");
        return (
            CandidateMaker.DrawNoise(runtime, nonce.Span, runtime.Noise.MaskVariances(shares), round, closed, seeds[closed].Seed.Span),
            [.. runtime.Noise.ReleaseVariances(shares).Select(v => ExactDiscreteGaussian.Sample(release, v, BigInteger.One))]);
    }

    /// <summary>Seeds of the computing party's candidates in a round.</summary>
    public static NoiseSeed[] Seeds(JobRuntime runtime, int round)
    {
        byte[] key = NoiseRatchet.Start(SmallRun.Noise(runtime.Job, runtime.Job.ComputingParty.Name));
        for (int r = 1; r < round; r++) key = NoiseRatchet.Next(key);
        return NoiseRatchet.Seeds(key, runtime.Job.NoiseCandidates);
    }
}
