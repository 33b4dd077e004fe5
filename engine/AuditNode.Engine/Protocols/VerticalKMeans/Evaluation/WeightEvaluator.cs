using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Computes the weights w_i = product over j of p_ij. Used by one thread at a time.</summary>
internal sealed class WeightEvaluator : IDisposable
{
    private readonly Evaluator _evaluator;
    private readonly EvaluationKeys _keys;
    private readonly ProductTree _products;
    private readonly Ciphertext[] _complements;
    private readonly Ciphertext[] _factors;

    public WeightEvaluator(EvaluationPlan plan, Evaluator evaluator, EvaluationKeys keys)
    {
        _evaluator = evaluator;
        _keys = keys;
        _products = new ProductTree(evaluator, keys.RelinearizationKey);
        _factors = new Ciphertext[plan.Layout.Clusters - 1];
        _complements = [.. _factors.Select(_ => new Ciphertext(evaluator.Context))];
    }

    /// <summary>The weight of one cluster from the preferences of all pairs i &lt; j.</summary>
    /// <param name="cluster">i.</param>
    /// <param name="preferences">p_01, p_02, ..., p_12, ....</param>
    /// <param name="weight">Receives w_i.</param>
    public void Weigh(int cluster, ReadOnlySpan<Ciphertext> preferences, Ciphertext weight)
    {
        int pair = 0, count = 0, clusters = _factors.Length + 1;
        for (int i = 0; i < clusters; i++)
        {
            for (int j = i + 1; j < clusters; j++, pair++)
            {
                if (i == cluster)
                {
                    _factors[count++] = preferences[pair];
                }
                else if (j == cluster)
                {
                    // p_ji = 1 - p_ij
                    _evaluator.Negate(preferences[pair], _complements[count]);
                    _evaluator.AddScalar(_complements[count], 1, _complements[count]);
                    _factors[count] = _complements[count++];
                }
            }
        }

        _products.Multiply(_factors, weight);
    }

    /// <summary>The weights of a group of clusters, one in each block of the first lane, from the preferences of all steps.</summary>
    public void Weigh(ReadOnlySpan<Ciphertext> preferences, Ciphertext weight)
    {
        _products.Multiply(preferences, weight);
        if (_keys.LaneKeys is not { } laneKeys) return;
        using var otherLane = new Ciphertext(_evaluator.Context);
        _evaluator.ApplyGalois(weight, laneKeys.Elements[0], laneKeys, otherLane);
        _evaluator.MultiplyRelinearizeRescale(weight, otherLane, _keys.RelinearizationKey, weight);
    }

    public void Dispose()
    {
        foreach (Ciphertext complement in _complements) complement.Dispose();
    }
}
