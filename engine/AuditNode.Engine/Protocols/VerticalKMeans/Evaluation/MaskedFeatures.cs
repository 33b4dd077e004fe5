using AuditNode.Ckks;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// The features of one batch with zeros outside of one block's records, at the few limbs that the last product has. Made once a job:
/// a weight is not zero in slots without a record, so what it is multiplied with has to be.
/// </summary>
internal sealed class MaskedFeatures : IDisposable
{
    private MaskedFeatures(Plaintext mask, Ciphertext[] features)
    {
        Mask = mask;
        Features = features;
    }

    /// <summary>1 for the records that count and 0 elsewhere, at the features' scale and a weight's limbs.</summary>
    public Plaintext Mask { get; }

    /// <summary>d features at a weight's limbs and their own scale.</summary>
    public IReadOnlyList<Ciphertext> Features { get; }

    /// <summary>Masks features.</summary>
    public static MaskedFeatures Create(EvaluationPlan plan, Evaluator evaluator, int batch, int block, IReadOnlyList<EncryptedFeature> features)
    {
        CkksContext context = evaluator.Context;
        var encoder = new CkksEncoder(context);
        var slots = new double[context.SlotCount];
        plan.Layout.Fill(batch, block, 1, slots);
        double prime = plan.Parameters.Rlwe.CiphertextPrimes[CircuitDepth.WeightLimbs];
        using var factor = new Plaintext(context);
        encoder.Encode(slots, factor, prime, CircuitDepth.WeightLimbs + 1);
        var masked = new Ciphertext[features.Count];
        for (int f = 0; f < masked.Length; f++)
        {
            masked[f] = new Ciphertext(context);
            evaluator.DropToLimbs(features[f].Batches[batch], CircuitDepth.WeightLimbs + 1, masked[f]);
            evaluator.MultiplyPlain(masked[f], factor, masked[f]);
            evaluator.Rescale(masked[f], masked[f]);
        }

        var mask = new Plaintext(context);
        encoder.Encode(slots, mask, plan.FeatureScale, CircuitDepth.WeightLimbs);
        return new MaskedFeatures(mask, masked);
    }

    public void Dispose()
    {
        Mask.Dispose();
        foreach (Ciphertext feature in Features) feature.Dispose();
    }
}
