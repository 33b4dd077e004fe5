using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What the final assignment needs of the encryption (docs/vertical-kmeans.md, "Final assignment").</summary>
internal sealed class AssignmentShape
{
    /// <summary>Factor by which the scale of weights is raised before they are hidden.</summary>
    public const double ScaleFactor = 1024;

    /// <summary>The largest deviation of flooding in a decrypted weight: weights are close to 1 in a record's cluster and to 0 in others.</summary>
    public const double LargestDeviation = 0.05;

    /// <summary>Room for the norm of a vector of errors above its root mean square.</summary>
    private const double NormFactor = 1.5;

    private const int SmallestSlotCount = 4096, LargestDegree = 32768;

    /// <summary>Plans the assignment of a job that asks for it.</summary>
    /// <exception cref="InvalidJobException">The flooding would drown the weights.</exception>
    public AssignmentShape(VerticalKMeansJob job, EvaluationPlan plan, FloodingBudget flooding)
    {
        Scale = plan.WeightScale * ScaleFactor;
        // The norm of a polynomial's coefficients is the root mean square of its values in the slots.
        double weight = WeightError(job.Records, plan.OutputErrorBound * plan.Unit) * Scale, zero = new NoiseSources(plan.Parameters).PublicKeyEncryption;
        FloodingVariance = flooding.Variance(NormFactor * Math.Sqrt(weight * weight + zero * zero), 1);
        Deviation = Math.Sqrt((double)FloodingVariance * plan.Parameters.Rlwe.Degree) / Scale;
        if (Deviation > LargestDeviation)
        {
            throw new InvalidJobException(nameof(VerticalKMeansJob.AssignmentReceivers), FormattableString.Invariant(
                $"Weights would be flooded by a deviation of {Deviation:G3}, but at most {LargestDeviation} leaves their largest in place; ask for no assignment, for fewer rounds, or for fewer {nameof(job.FloodingBits)} than {job.FloodingBits}."));
        }
    }

    /// <summary>Scale of the weights that are decrypted.</summary>
    public double Scale { get; }

    /// <summary>Variance of the flooding of a coefficient: 12 tau 2^s times the square of the norm of all errors.</summary>
    public BigInteger FloodingVariance { get; }

    /// <summary>Deviation of the flooding of a weight.</summary>
    public double Deviation { get; }

    /// <summary>Most ciphertexts that the final assignment decrypts.</summary>
    public static long MaximumReleases(VerticalKMeansJob job) =>
        job.AssignmentReceivers.Count == 0 ? 0 : (long)job.ClusterCount * ((job.Records + SmallestSlotCount - 1) / SmallestSlotCount);

    /// <summary>
    /// The deviation of an output's flooding, in records, with which that of a weight is just below <see cref="LargestDeviation"/>; infinite
    /// where no assignment is asked for.
    /// </summary>
    public static double BearableFlooding(VerticalKMeansJob job) => job.AssignmentReceivers.Count == 0
        ? double.PositiveInfinity
        : 0.9 * LargestDeviation * NoiseSources.Tail * Math.Sqrt(2.0 * job.Records) / (NormFactor * Math.Sqrt(LargestDegree));

    /// <summary>
    /// The root mean square error of a weight: an output sums n of them up, each times at most 2, so its bound is at least that of
    /// sqrt(2 n) of them, times its tail.
    /// </summary>
    private static double WeightError(int records, double outputError) => outputError / (NoiseSources.Tail * Math.Sqrt(2.0 * records));
}
