using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// The weights of records in clusters under encryption, as they are before a round sums them up. Deterministic bit for bit. Used by one
/// thread at a time.
/// </summary>
internal sealed class AssignmentEvaluator : IDisposable
{
    private readonly EvaluationPlan _plan;
    private readonly Evaluator _evaluator;
    private readonly BisectorEvaluator _bisectors;
    private readonly WeightEvaluator _weights;

    public AssignmentEvaluator(EvaluationPlan plan, CkksContext context, EvaluationKeys keys)
    {
        _plan = plan;
        _evaluator = new Evaluator(context);
        _bisectors = new BisectorEvaluator(plan, _evaluator, new PolynomialEvaluator(_evaluator, keys.RelinearizationKey));
        _weights = new WeightEvaluator(plan, _evaluator, keys);
    }

    /// <summary>Ciphertexts of a batch: one for each cluster, or for each group of clusters where records are repeated in blocks.</summary>
    public static int CiphertextsPerBatch(SlotLayout layout) => layout.WeightCount;

    /// <summary>The weights of a batch.</summary>
    /// <param name="features">Ciphertexts of the batch of all features.</param>
    /// <param name="centroids">The last centroids.</param>
    /// <param name="cancellationToken">Honoured between pairs.</param>
    public Ciphertext[] Evaluate(Ciphertext[] features, Centroids centroids, CancellationToken cancellationToken)
    {
        SlotLayout layout = _plan.Layout;
        var weights = new Ciphertext[CiphertextsPerBatch(layout)];
        for (int i = 0; i < weights.Length; i++) weights[i] = new Ciphertext(_evaluator.Context);
        if (layout.Blocks == 1)
        {
            Ciphertext[] preferences = [.. Bisector.CreateAll(centroids).Select(b => Prefer(p => _bisectors.Prefer(features, b, p), cancellationToken))];
            for (int i = 0; i < weights.Length; i++) _weights.Weigh(i, preferences, weights[i]);
            foreach (Ciphertext preference in preferences) preference.Dispose();
            return weights;
        }

        for (int g = 0; g < weights.Length; g++)
        {
            Ciphertext[] preferences = [.. Enumerable.Range(0, layout.StepCount).Select(step => Prefer(
                p => _bisectors.Prefer(features, BlockComparisons.Of(layout, centroids, g * layout.StepCount + step), p), cancellationToken))];
            _weights.Weigh(preferences, weights[g]);
            foreach (Ciphertext preference in preferences) preference.Dispose();
        }

        return weights;
    }

    public void Dispose()
    {
        _bisectors.Dispose();
        _weights.Dispose();
    }

    private Ciphertext Prefer(Action<Ciphertext> evaluate, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var preference = new Ciphertext(_evaluator.Context);
        evaluate(preference);
        return preference;
    }
}
