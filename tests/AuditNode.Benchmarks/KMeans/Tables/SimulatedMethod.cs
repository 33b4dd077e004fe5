using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Clustering.Simulation;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A way of clustering with differential privacy that is simulated in the clear.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Run">The last centroids, from records, the job (start, rounds, budget), epsilon and a stream for the noise.</param>
internal sealed record SimulatedMethod(string Name, Func<double[][], VerticalKMeansJob, double, RandomStream, Centroids> Run)
{
    /// <summary>What the utility table compares with.</summary>
    public static IReadOnlyList<SimulatedMethod> All { get; } =
    [
        new("one share, simulated", (records, job, _, random) => Ours(records, job, 1, random)),
        new("mutual, simulated", (records, job, _, random) => Ours(records, job, 2, random)),
        new("zCDP, plain sums", (records, job, _, random) => Exact(records, job, ZeroConcentratedNoise.OfPlainSums(EvenRounds(job), 1, random), job.MaximumRounds)),
        new("paper's composition", (records, job, epsilon, random) =>
        {
            var composition = PaperComposition.Create(epsilon, job.Delta, job.MaximumRounds);
            return Exact(records, job, new GaussianNoise(composition.CountDeviation, composition.SumDeviation, random), job.MaximumRounds);
        }),
        new("DPLloyd", (records, job, epsilon, random) => Exact(
            records, job, new LaplaceNoise(epsilon, LaplaceNoise.PublishedRounds, job.FeatureCount, random), LaplaceNoise.PublishedRounds)),
    ];

    private static Centroids Ours(double[][] records, VerticalKMeansJob job, int shares, RandomStream random)
    {
        var polynomial = AssignmentPolynomial.Create(job.SignDegree, job.SignGap);
        var noise = ZeroConcentratedNoise.OfRelativeSums(polynomial, EvenRounds(job), shares, random);
        return new NoisyLloyd(records, polynomial, noise, job.SmallClusterThreshold).Run(job.Start, job.MaximumRounds)[^1];
    }

    private static Centroids Exact(double[][] records, VerticalKMeansJob job, IRoundNoise noise, int rounds) =>
        new NoisyLloyd(records, null, noise, job.SmallClusterThreshold).Run(job.Start, rounds)[^1];

    private static Rho[] EvenRounds(VerticalKMeansJob job) => [.. Enumerable.Repeat(job.RoundRho, job.MaximumRounds)];
}
