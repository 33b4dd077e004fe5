using System.Numerics;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>How much noise each side adds to the integers of a round. Safe for concurrent use.</summary>
internal sealed class RoundNoise
{
    /// <summary>Deviations that noise stays within but for a probability of 1e-22.</summary>
    private const double Tail = 10;

    private readonly VerticalKMeansJob _job;
    private readonly LatestSensitivity _sensitivity;
    private readonly EvaluationPlan _plan;

    public RoundNoise(VerticalKMeansJob job, LatestSensitivity sensitivity, EvaluationPlan plan, FloodingBudget flooding)
    {
        (_job, _sensitivity, _plan) = (job, sensitivity, plan);
        FloodingVariance = flooding.Variance(plan.OutputErrorBound, plan.Request.Outputs);
        RequireRoom(null);
    }

    /// <summary>Least variance of the key holder's share, which hides the error of the encryption.</summary>
    public BigInteger FloodingVariance { get; }

    /// <summary>
    /// The deviation of flooding, in records, that a job does not notice: half of the share of privacy that the key holder adds anyway, or
    /// 0.25 % of a mean cluster.
    /// </summary>
    public static double BearableFlooding(VerticalKMeansJob job, LatestSensitivity latest) =>
        Math.Max(Math.Max(job.Records / (400.0 * job.ClusterCount), 0.25), 0.5 * SmallestShare(job, latest));

    /// <summary>The deviation up to which a job is run at all: a whole share of privacy, or 2 % of a mean cluster.</summary>
    public static double LargestFlooding(VerticalKMeansJob job, LatestSensitivity latest) =>
        Math.Max(Math.Max(job.Records / (50.0 * job.ClusterCount), 0.25), SmallestShare(job, latest));

    /// <summary>How a round's shares of privacy are drawn, or null where no noise is added.</summary>
    /// <exception cref="InvalidJobException">The noise is too large for the modulus of the masked sums.</exception>
    public NoisePlan? Plan(Centroids centroids)
    {
        if (_job.NoiseMode == NoiseMode.None) return null;
        NoisePlan shares = NoisePlan.Create(_job.RoundRho, _sensitivity.Of(centroids), _job.FeatureCount, _plan.Unit, _plan.OutputErrorBound);
        RequireRoom(shares);
        return shares;
    }

    /// <summary>Variances of the computing party's share: a full one, but 0 where there is no noise.</summary>
    public BigInteger[] MaskVariances(NoisePlan? shares) =>
        [.. Enumerable.Range(0, _plan.Request.Outputs).Select(o => shares?.Variance(o) ?? BigInteger.Zero)];

    /// <summary>
    /// Variances of the key holder's share. It floods the error of the encryption in every mode, and in mutual mode it is a full share of
    /// privacy too: one discrete Gaussian of the larger of both variances.
    /// </summary>
    public BigInteger[] ReleaseVariances(NoisePlan? shares) =>
        [.. Enumerable.Range(0, _plan.Request.Outputs).Select(o =>
            _job.NoiseMode == NoiseMode.Mutual && shares is not null ? BigInteger.Max(shares.Variance(o), FloodingVariance) : FloodingVariance)];

    /// <summary>The least deviation, in records, of what the key holder adds for privacy in the first round; 0 where it adds nothing.</summary>
    private static double SmallestShare(VerticalKMeansJob job, LatestSensitivity latest)
    {
        if (job.NoiseMode != NoiseMode.Mutual) return 0;
        RoundSensitivity sensitivity = latest.Of(job.Start);
        double heaviest = Math.Max(sensitivity.Weights.Counts.ToArray().Max(), sensitivity.Weights.Sums.ToArray().Max());
        return sensitivity.Sensitivity / (heaviest * Math.Sqrt(2 * job.RoundRho.ToDouble()));
    }

    /// <summary>Integers that wrap around the modulus would be released as nonsense.</summary>
    private void RequireRoom(NoisePlan? shares)
    {
        double halfModulus = 0.5;
        foreach (ulong prime in _plan.Parameters.Rlwe.CiphertextPrimes[..CircuitDepth.OutputLimbs]) halfModulus *= prime;
        // No record is farther than 2 from a centroid in a feature; the computing party's noise alone has to fit the ciphertext.
        double largest = 2 * _job.Records / _plan.Unit + _plan.OutputErrorBound + Tail * Math.Sqrt((double)MaskVariances(shares).Max());
        if (largest >= halfModulus)
        {
            throw new InvalidJobException(nameof(VerticalKMeansJob.Rho), FormattableString.Invariant(
                $"The noise of a round takes {largest:G3} integer units with its sums, but the modulus has room for {halfModulus:G3}; use a larger budget, fewer rounds or more records."));
        }
    }
}
