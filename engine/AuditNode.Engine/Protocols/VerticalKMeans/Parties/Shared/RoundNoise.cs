using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What each side adds to the integers of a round.</summary>
/// <param name="job">The job.</param>
/// <param name="polynomial">The polynomial in the place of sign.</param>
/// <param name="plan">Plan of the evaluation.</param>
internal sealed class RoundNoise(VerticalKMeansJob job, AssignmentPolynomial polynomial, EvaluationPlan plan)
{
    private readonly Lock _lock = new();
    private (Centroids Centroids, NoisePlan Plan)? _last;

    /// <summary>Variance of the flooding of a decrypted integer: 12 tau 2^s error^2 (OpenFHE, CKKS_NOISE_FLOODING.md; eprint 2022/816).</summary>
    public BigInteger FloodingVariance { get; } =
        12 * (BigInteger)plan.Request.MaximumReleases * (BigInteger.One << plan.Request.StatisticalBits) * BigInteger.Pow(new BigInteger(Math.Ceiling(plan.OutputErrorBound)), 2);

    /// <summary>How a round's shares are drawn, or null where no noise is added.</summary>
    public NoisePlan? Plan(Centroids centroids)
    {
        if (job.NoiseMode == NoiseMode.None) return null;
        lock (_lock)
        {
            // Parties of one process share the search, which takes a while.
            if (_last is { } last && last.Centroids.Equals(centroids)) return last.Plan;
            RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, polynomial);
            NoisePlan shares = NoisePlan.Create(job.RoundRho, sensitivity, job.FeatureCount, plan.Unit, plan.OutputErrorBound);
            _last = (centroids, shares);
            return shares;
        }
    }

    /// <summary>Variances of the computing party's share, an integer for each output.</summary>
    public BigInteger[] MaskVariances(NoisePlan? shares) =>
        [.. Enumerable.Range(0, plan.Request.Outputs).Select(o => shares?.Variance(o) ?? BigInteger.Zero)];

    /// <summary>Variances of the key holder's share, an integer for each output.</summary>
    public BigInteger[] ReleaseVariances(NoisePlan? shares) =>
        [.. Enumerable.Range(0, plan.Request.Outputs).Select(o =>
            job.NoiseMode == NoiseMode.Mutual && shares is not null ? BigInteger.Max(shares.Variance(o), FloodingVariance) : FloodingVariance)];

    /// <summary>The computing party's share: a full one, but none where there is no noise.</summary>
    public BigInteger[] DrawMask(NoisePlan? shares, RandomStream random) => shares?.Draw(random) ?? new BigInteger[plan.Request.Outputs];

    /// <summary>
    /// The key holder's share. It floods the error of the encryption in every mode, and in mutual mode it is a full share of privacy too:
    /// one discrete Gaussian of the larger of both variances.
    /// </summary>
    public BigInteger[] DrawRelease(NoisePlan? shares, RandomStream random) =>
        [.. ReleaseVariances(shares).Select(variance => ExactDiscreteGaussian.Sample(random, variance, BigInteger.One))];
}
