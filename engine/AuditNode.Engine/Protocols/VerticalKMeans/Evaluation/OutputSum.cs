using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// One output of a round, the sum of w_i or of w_i (x_f - c_if) over all batches, before the sum over the slots. Products are added up
/// unrelinearised. Used by one thread at a time.
/// </summary>
internal sealed class OutputSum : IDisposable
{
    private readonly EvaluationPlan _plan;
    private readonly Evaluator _evaluator;
    private readonly CkksEncoder _encoder;
    private readonly int? _feature;
    private readonly double _factor;
    private readonly Ciphertext _sum;
    private readonly OutputSum? _count;
    private Ciphertext? _weights;
    private bool _isEmpty = true;

    /// <summary>Starts an empty sum.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="evaluator">Evaluator.</param>
    /// <param name="centroids">c.</param>
    /// <param name="cluster">i.</param>
    /// <param name="feature">f, or null for the count.</param>
    /// <param name="count">The cluster's count, for the sum over a feature.</param>
    public OutputSum(EvaluationPlan plan, Evaluator evaluator, Centroids centroids, int cluster, int? feature, OutputSum? count)
    {
        _plan = plan;
        _evaluator = evaluator;
        _encoder = new CkksEncoder(evaluator.Context);
        _feature = feature;
        // A coordinate has 32 bits after the point and the scale that it is encoded at is a larger power of two: it is encoded exactly.
        _factor = feature is { } f ? -centroids[cluster, f] : 1;
        _count = count;
        _sum = new Ciphertext(evaluator.Context);
    }

    /// <summary>Adds a batch all of whose slots hold records.</summary>
    /// <param name="weight">w_i.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="features">All features.</param>
    public void AddFull(Ciphertext weight, int batch, IReadOnlyList<EncryptedFeature> features)
    {
        Start(weight);
        if (_feature is { } f)
        {
            // w_i times -c_if follows at the end, from the count's sum of the weights.
            _evaluator.MultiplyAdd(weight, features[f].Batches[batch], _sum);
        }
        else if (_weights is null)
        {
            _weights = new Ciphertext(_evaluator.Context);
            weight.CopyTo(_weights);
        }
        else
        {
            _evaluator.Add(_weights, weight, _weights);
        }
    }

    /// <summary>Adds the records of one block of a batch.</summary>
    /// <param name="weight">w_i in that block.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="block">The block.</param>
    /// <param name="masked">The features, zero outside of the block.</param>
    public void AddMasked(Ciphertext weight, int batch, int block, MaskedFeatures masked)
    {
        Start(weight);
        using var term = new Ciphertext(_evaluator.Context);
        if (_feature is { } f)
        {
            _evaluator.MultiplyAdd(weight, masked.Features[f], _sum);
            if (_factor == 0) return;
            var slots = new double[_evaluator.Context.SlotCount];
            _plan.Layout.Fill(batch, block, _factor, slots);
            using var factors = new Plaintext(_evaluator.Context);
            _encoder.Encode(slots, factors, _plan.FeatureScale, CircuitDepth.WeightLimbs);
            _evaluator.MultiplyPlain(weight, factors, term);
        }
        else
        {
            _evaluator.MultiplyPlain(weight, masked.Mask, term);
        }

        _evaluator.Add(_sum, term, _sum);
    }

    /// <summary>The sum, relinearised and rescaled; all batches must have been added, to the count too.</summary>
    /// <param name="key">Relinearisation key.</param>
    public Ciphertext Finish(RelinearizationKey key)
    {
        if ((_count ?? this)._weights is { } weights) _evaluator.MultiplyScalarAdd(weights, _factor, _sum);
        var output = new Ciphertext(_evaluator.Context);
        if (_sum.Size == 3) _evaluator.RelinearizeRescale(_sum, key, output);
        else _evaluator.Rescale(_sum, output);
        return output;
    }

    public void Dispose()
    {
        _sum.Dispose();
        _weights?.Dispose();
    }

    private void Start(Ciphertext weight)
    {
        if (_isEmpty) _evaluator.MultiplyScalar(weight, 0, _plan.FeatureScale, _sum);
        _isEmpty = false;
    }
}
