using AuditNode.Ckks;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>One column of all records, encrypted in the plan's layout: a ciphertext for each batch. Immutable.</summary>
public sealed class EncryptedFeature
{
    /// <summary>Takes over ciphertexts.</summary>
    /// <param name="plan">Plan of the job.</param>
    /// <param name="batches">One ciphertext for each batch, as <see cref="FeatureEncryptor"/> makes them; not to be changed any more.</param>
    /// <exception cref="EvaluationException">Their number, parameters, limbs, scale or size is not that of the plan, or one hides nothing.</exception>
    public EncryptedFeature(EvaluationPlan plan, IReadOnlyList<Ciphertext> batches)
    {
        if (batches.Count != plan.Layout.BatchCount)
            throw new EvaluationException("batches", $"{batches.Count} ciphertexts were given, but a feature of this plan has {plan.Layout.BatchCount}.");
        for (int b = 0; b < batches.Count; b++) Check(plan, batches[b], b);
        Batches = [.. batches];
    }

    /// <summary>A ciphertext for each batch.</summary>
    public IReadOnlyList<Ciphertext> Batches { get; }

    /// <summary>Checks one ciphertext as it arrives.</summary>
    /// <param name="plan">Plan of the job.</param>
    /// <param name="ciphertext">Ciphertext.</param>
    /// <param name="batch">Its place, for the message.</param>
    /// <exception cref="EvaluationException">Its parameters, limbs, scale or size is not that of the plan, or it hides nothing.</exception>
    public static void Check(EvaluationPlan plan, Ciphertext ciphertext, int batch)
    {
        if (!ciphertext.Context.Parameters.Equals(plan.Parameters.Rlwe)) throw Refusal(batch, "belongs to other parameters than the plan");
        if (ciphertext.Size != 2) throw Refusal(batch, $"has {ciphertext.Size} polynomials instead of 2");
        if (ciphertext.LimbCount != plan.Depth.InputLimbs) throw Refusal(batch, $"has {ciphertext.LimbCount} limbs instead of {plan.Depth.InputLimbs}");
        if (ciphertext.Scale != plan.FeatureScale) throw Refusal(batch, FormattableString.Invariant($"has scale {ciphertext.Scale} instead of {plan.FeatureScale}"));
        if (ciphertext.IsTransparent) throw Refusal(batch, "hides nothing");
    }

    private static EvaluationException Refusal(int batch, string reason) =>
        new("batches", $"The ciphertext of batch {batch} {reason}; encrypt the column with {nameof(FeatureEncryptor)} and the plan of this job.");
}
