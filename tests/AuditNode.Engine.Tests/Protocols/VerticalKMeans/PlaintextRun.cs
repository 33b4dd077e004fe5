using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>The protocol in the clear, with the same noise.</summary>
internal static class PlaintextRun
{
    public static List<Centroids> Simulate(JobRuntime runtime, double[][] records)
    {
        VerticalKMeansJob job = runtime.Job;
        List<Centroids> centroids = [job.Start];
        for (int round = 1; round <= job.MaximumRounds; round++)
        {
            double[] sums = RelativeSums.Soft(records, centroids[^1], runtime.Polynomial);
            NoisePlan? shares = runtime.Noise.Plan(centroids[^1]);
            using RandomStream ofComputing = SmallRun.Noise(job, job.ComputingParty.Name).Open(ComputingParty.NoiseDomain, round);
            using RandomStream ofHolder = SmallRun.Noise(job, job.KeyHolder.Name).Open(KeyHolder.NoiseDomain, round);
            BigInteger[] mask = runtime.Noise.DrawMask(shares, ofComputing), release = runtime.Noise.DrawRelease(shares, ofHolder);
            BigInteger[] integers = [.. sums.Select((s, o) => new BigInteger(Math.Round(s / runtime.Plan.Unit)) + mask[o] + release[o])];
            centroids.Add(runtime.Update.Apply(centroids[^1], integers));
        }

        return centroids;
    }
}
