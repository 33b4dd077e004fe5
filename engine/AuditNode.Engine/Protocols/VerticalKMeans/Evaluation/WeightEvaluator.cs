using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Computes the weights w_i = product over j of p_ij. Used by one thread at a time.</summary>
internal sealed class WeightEvaluator : IDisposable
{
    private readonly Evaluator _evaluator;
    private readonly EvaluationKeys _keys;
    private readonly ProductTree _products;
    private readonly LevelProduct _levelProducts;
    private readonly SlotLayout _layout;
    private readonly Ciphertext[] _complements;
    private readonly Ciphertext[] _factors;

    public WeightEvaluator(EvaluationPlan plan, Evaluator evaluator, EvaluationKeys keys)
    {
        _evaluator = evaluator;
        _keys = keys;
        _products = new ProductTree(evaluator, keys.RelinearizationKey);
        _levelProducts = new LevelProduct(evaluator, keys.RelinearizationKey);
        _layout = plan.Layout;
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
                    _factors[count] = Complement(preferences[pair], count++);
                }
            }
        }

        _products.Multiply(_factors, weight);
    }

    /// <summary>The weights of a group of clusters, one in each block of the first lane, from the preferences of all steps.</summary>
    public void Weigh(ReadOnlySpan<Ciphertext> preferences, Ciphertext weight)
    {
        _products.Multiply(preferences, weight);
        if (_keys.RotationKeys is not { } rotation) return;
        using var otherLane = new Ciphertext(_evaluator.Context);
        _evaluator.Rotate(weight, _layout.RotationSteps, rotation, otherLane);
        _evaluator.MultiplyRelinearizeRescale(weight, otherLane, _keys.RelinearizationKey, weight);
    }

    /// <summary>The weight of one cluster, in the last block, from the preferences of all pairs of a placement.</summary>
    /// <param name="pairs">The placement.</param>
    /// <param name="cluster">i.</param>
    /// <param name="preferences">One for each of its ciphertexts.</param>
    /// <param name="weight">Receives w_i; in other blocks it has products of no meaning.</param>
    public void Weigh(PairPlacement pairs, int cluster, ReadOnlySpan<Ciphertext> preferences, Ciphertext weight)
    {
        int largest = pairs.LargestBlock(cluster), last = pairs.Blocks - 1, levels = pairs.Depth - 1;
        var parts = new List<Ciphertext>();
        // Two small blocks make one product of the largest one's depth; where there are two blocks, both have it.
        for (int block = 0; block <= last; block++)
        {
            int count = 0;
            foreach ((int ciphertext, bool isFirst) in pairs.Factors(cluster, block))
            {
                _factors[count] = isFirst ? preferences[ciphertext] : Complement(preferences[ciphertext], count);
                count++;
            }

            if (count == 0) continue;
            bool isSmall = last == 2 && block != largest;
            var part = new Ciphertext(_evaluator.Context);
            _levelProducts.Multiply(_factors.AsSpan(0, count), isSmall ? levels - 1 : levels, part);
            for (int step = block; step < last; step++) _evaluator.Rotate(part, _layout.RotationSteps, _keys.RotationKeys!, part);
            parts.Add(part);
        }

        Combine(parts, last, weight);
        foreach (Ciphertext part in parts) part.Dispose();
    }

    public void Dispose()
    {
        _levelProducts.Dispose();
        foreach (Ciphertext complement in _complements) complement.Dispose();
    }

    /// <summary>Multiplies the parts, the small ones first, in a given number of levels.</summary>
    private void Combine(List<Ciphertext> parts, int levels, Ciphertext weight)
    {
        int limbs = CircuitDepth.WeightLimbs + levels;
        Ciphertext[] small = [.. parts.Where(p => p.LimbCount == limbs)], large = [.. parts.Where(p => p.LimbCount < limbs)];
        if (large.Length == 0)
        {
            _levelProducts.Multiply(small, levels, weight);
            return;
        }

        if (small.Length == 0)
        {
            _levelProducts.Multiply(large, levels - 1, weight);
            return;
        }

        using var smallProduct = new Ciphertext(_evaluator.Context);
        _levelProducts.Multiply(small, levels - 1, smallProduct);
        _levelProducts.Multiply([smallProduct, .. large], 1, weight);
    }

    /// <summary>p_ji = 1 - p_ij.</summary>
    private Ciphertext Complement(Ciphertext preference, int index)
    {
        _evaluator.Negate(preference, _complements[index]);
        _evaluator.AddScalar(_complements[index], 1, _complements[index]);
        return _complements[index];
    }
}
