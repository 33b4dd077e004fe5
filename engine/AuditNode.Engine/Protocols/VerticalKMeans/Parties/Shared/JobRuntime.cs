using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Everything that follows from a job alone, so that every party computes it for itself. Safe for concurrent use.</summary>
internal sealed class JobRuntime
{
    /// <summary>Plans a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="planner">Makes the plan of the evaluation; tests choose a small ring.</param>
    public JobRuntime(VerticalKMeansJob job, Func<EvaluationRequest, EvaluationPlan>? planner = null)
    {
        Job = job;
        Bytes = job.ToBytes();
        Digest = SHA256.HashData(Bytes);
        Polynomial = AssignmentPolynomial.Create(job.SignDegree, job.SignGap);
        Flooding = new FloodingBudget(job.MaximumRounds + AssignmentShape.MaximumReleases(job), job.FloodingBits);
        int outputs = job.ClusterCount * (job.FeatureCount + 1);
        var sensitivity = new LatestSensitivity(Polynomial);
        // What is hidden is the error of all outputs together.
        double of(double deviation) => Math.Min(deviation / Math.Sqrt(outputs), AssignmentShape.BearableFlooding(job));
        try
        {
            Plan = (planner ?? EvaluationPlan.Create)(new EvaluationRequest(job.Records, job.ClusterCount, job.FeatureCount)
            {
                Polynomial = Polynomial,
                MaximumReleases = Flooding.MaximumReleases,
                StatisticalBits = job.FloodingBits,
                DecryptsWeights = job.AssignmentReceivers.Count > 0,
                FloodingDeviation = of(RoundNoise.BearableFlooding(job, sensitivity)),
                LargestFloodingDeviation = of(RoundNoise.LargestFlooding(job, sensitivity)),
            });
        }
        catch (Exception e) when (e is EvaluationException or RlweParameterException)
        {
            throw new InvalidJobException(
                "evaluation",
                job.AssignmentReceivers.Count == 0 ? e.Message : $"{e.Message} The final assignment needs that precision: ask for none, for fewer rounds, or for fewer {nameof(job.FloodingBits)}.",
                e);
        }

        Context = Plan.CreateContext();
        Ciphertexts = new CiphertextSerializer(Context);
        MaskedSums = new CoefficientCiphertextSerializer(Context);
        Keys = new EvaluationKeysSerializer(Plan, Context);
        PublicKeys = new PublicKeySerializer(Context.Rlwe);
        Update = CentroidUpdate.FromRecords(job.SmallClusterThreshold, Plan.Unit);
        Assignment = job.AssignmentReceivers.Count == 0 ? null : new AssignmentShape(job, Plan, Flooding);
        Noise = new RoundNoise(job, sensitivity, Plan, Flooding);
    }

    public VerticalKMeansJob Job { get; }

    /// <summary>The job's canonical bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Their SHA-256.</summary>
    public byte[] Digest { get; }

    public AssignmentPolynomial Polynomial { get; }

    public EvaluationPlan Plan { get; }

    /// <summary>Releases of the key, and how their error is hidden.</summary>
    public FloodingBudget Flooding { get; }

    /// <summary>What the key holder decrypts in a round.</summary>
    public ReleaseShape SumsShape => new(CircuitDepth.OutputLimbs, Plan.OutputScale, Outputs, Plan.OutputErrorBound);

    public CkksContext Context { get; }

    public CiphertextSerializer Ciphertexts { get; }

    public CoefficientCiphertextSerializer MaskedSums { get; }

    public EvaluationKeysSerializer Keys { get; }

    public PublicKeySerializer PublicKeys { get; }

    public CentroidUpdate Update { get; }

    public RoundNoise Noise { get; }

    /// <summary>The final assignment, or null where none is asked for.</summary>
    public AssignmentShape? Assignment { get; }

    /// <summary>k (d + 1).</summary>
    public int Outputs => Plan.Request.Outputs;

    /// <summary>Most bytes of masked sums: no more than of a ciphertext of their limbs.</summary>
    public long MaximumMaskedSums => MaskedSums.MaximumByteCount;

    /// <summary>Ciphertexts of all features.</summary>
    public int FeatureCiphertexts => Job.FeatureCount * Plan.Layout.BatchCount;
}
