using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// One round of k-means under encryption: from encrypted features and public centroids to the encrypted N_i and R_if of all clusters, in
/// one ciphertext. The result depends on the inputs only, bit for bit, whatever the number of threads and the instruction set.
/// </summary>
/// <remarks>Evaluates one round at a time. Dispose it to return its memory.</remarks>
public sealed class RoundEvaluator : IDisposable
{
    /// <summary>Pieces of work between two points where all threads wait for each other: enough that the wait is short.</summary>
    private const int PiecesPerWorker = 12;

    private readonly EvaluationPlan _plan;
    private readonly EvaluationKeys _keys;
    private readonly Evaluator _evaluator;
    // Puts all threads to one operation, for work that has not a piece for each thread.
    private readonly Evaluator _wide;
    private readonly WorkQueue _queue;
    private readonly BisectorEvaluator[] _bisectors;
    private readonly WeightEvaluator[] _weighers;
    private readonly List<Ciphertext> _scratch = [];
    private MaskedFeatures[]? _masked;
    private EncryptedFeature[]? _maskedOf;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="plan">Plan of the job.</param>
    /// <param name="context">A context of the plan, with one thread for an operation.</param>
    /// <param name="keys">The key holder's keys.</param>
    /// <param name="maxDegreeOfParallelism">Threads, 1 to 256; by default the processor's.</param>
    /// <exception cref="EvaluationException">Something does not fit the plan, or the number of threads is out of range.</exception>
    public RoundEvaluator(EvaluationPlan plan, CkksContext context, EvaluationKeys keys, int? maxDegreeOfParallelism = null)
    {
        int workers = maxDegreeOfParallelism ?? Environment.ProcessorCount;
        EvaluationException.CheckRange(nameof(maxDegreeOfParallelism), workers, 1, 256, "leave it out for one thread a processor");
        if (!context.Parameters.Rlwe.Equals(plan.Parameters.Rlwe))
            throw new EvaluationException(nameof(context), $"The context belongs to other parameters than the plan; make it with {nameof(EvaluationPlan)}.{nameof(EvaluationPlan.CreateContext)}.");
        keys.Check(plan);
        _plan = plan;
        _keys = keys;
        _evaluator = new Evaluator(context);
        _queue = new WorkQueue(workers);
        _wide = workers == 1 ? _evaluator : new Evaluator(context.WithParallelism(workers));
        // One of each for every worker, and a wide one last.
        Evaluator[] evaluators = [.. Enumerable.Repeat(_evaluator, workers), _wide];
        _bisectors = [.. evaluators.Select(e => new BisectorEvaluator(plan, e, new PolynomialEvaluator(e, keys.RelinearizationKey)))];
        _weighers = [.. evaluators.Select(e => new WeightEvaluator(plan, e, keys))];
    }

    /// <summary>
    /// Evaluates a round. The coefficient i (d + 1) of the packed ciphertext's visible ones is N_i = sum of w_i(x), and i (d + 1) + 1 + f is
    /// R_if = sum of w_i(x) (x_f - c_if), in units of <see cref="EvaluationPlan.Unit"/>.
    /// </summary>
    /// <param name="features">All d features in the job's order.</param>
    /// <param name="centroids">c, public.</param>
    /// <param name="progress">Told about now and then, from any thread.</param>
    /// <param name="cancellation">Stops within a sign evaluation's time.</param>
    /// <returns>A ciphertext of two limbs, to which an encryption of zero must be added before anything of it is shown.</returns>
    /// <exception cref="EvaluationException">Centroids or features do not fit the plan.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Ciphertext Evaluate(IReadOnlyList<EncryptedFeature> features, Centroids centroids,
        IProgress<RoundProgress>? progress = null, CancellationToken cancellation = default)
    {
        Ciphertext[] outputs = EvaluateOutputs(features, centroids, progress, cancellation);
        var packed = new Ciphertext(_evaluator.Context);
        new CoefficientPacker(_evaluator, _keys.GaloisKeys).Pack(outputs, packed, _queue.Workers);
        foreach (Ciphertext output in outputs) output.Dispose();
        return packed;
    }

    /// <summary>Evaluates a round up to the sums over slots: output i (d + 1) is N_i and i (d + 1) + 1 + f is R_if, spread over the slots.</summary>
    internal Ciphertext[] EvaluateOutputs(IReadOnlyList<EncryptedFeature> features, Centroids centroids,
        IProgress<RoundProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(features, centroids);
        Mask(features, cancellation);
        int outputsEach = centroids.FeatureCount + 1;
        var sums = new OutputSum[_plan.Request.Outputs];
        for (int o = 0; o < sums.Length; o++)
        {
            int cluster = o / outputsEach, feature = o % outputsEach - 1;
            sums[o] = new OutputSum(_plan, _evaluator, centroids, cluster, feature < 0 ? null : feature, feature < 0 ? null : sums[cluster * outputsEach]);
        }

        try
        {
            if (_plan.Layout.Blocks > 1) EvaluateGroups(features, centroids, sums, progress, cancellation);
            else EvaluateBatches(features, centroids, sums, progress, cancellation);
            var outputs = new Ciphertext[sums.Length];
            _queue.Run(sums.Length, (o, _) => outputs[o] = sums[o].Finish(_keys.RelinearizationKey), cancellation);
            return outputs;
        }
        finally
        {
            foreach (OutputSum sum in sums) sum.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BisectorEvaluator bisector in _bisectors) bisector.Dispose();
        foreach (WeightEvaluator weigher in _weighers) weigher.Dispose();
        foreach (Ciphertext ciphertext in _scratch) ciphertext.Dispose();
        foreach (MaskedFeatures? masked in _masked ?? []) masked?.Dispose();
        _scratch.Clear();
        _masked = null;
        _maskedOf = null;
    }

    private void EvaluateBatches(IReadOnlyList<EncryptedFeature> features, Centroids centroids, OutputSum[] sums,
        IProgress<RoundProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<Bisector> pairs = Bisector.CreateAll(centroids);
        int clusters = centroids.ClusterCount, batches = _plan.Layout.BatchCount, outputsEach = centroids.FeatureCount + 1;
        int chunk = Math.Min(batches, (PiecesPerWorker * _queue.Workers + pairs.Count - 1) / pairs.Count);
        Ciphertext[] preferences = Scratch(0, chunk * pairs.Count), weights = Scratch(chunk * pairs.Count, chunk * clusters);
        for (int first = 0; first < batches; first += chunk)
        {
            int start = first, count = Math.Min(chunk, batches - first);
            RunEvenly(count * pairs.Count, (piece, worker) =>
            {
                Ciphertext[] batch = [.. features.Select(f => f.Batches[start + piece / pairs.Count])];
                _bisectors[worker].Prefer(batch, pairs[piece % pairs.Count], preferences[piece]);
            }, cancellation);
            RunEvenly(count * clusters, (piece, worker) =>
                _weighers[worker].Weigh(piece % clusters, preferences.AsSpan(piece / clusters * pairs.Count, pairs.Count), weights[piece]), cancellation);
            _queue.Run(sums.Length, (output, _) =>
            {
                for (int b = 0; b < count; b++)
                {
                    Ciphertext weight = weights[b * clusters + output / outputsEach];
                    if (_plan.Layout.IsFull(start + b)) sums[output].AddFull(weight, start + b, features);
                    else sums[output].AddMasked(weight, start + b, 0, _masked![0]);
                }
            }, cancellation);
            progress?.Report(new RoundProgress((long)(start + count) * pairs.Count, _plan.Layout.SignCount));
        }
    }

    private void EvaluateGroups(IReadOnlyList<EncryptedFeature> features, Centroids centroids, OutputSum[] sums,
        IProgress<RoundProgress>? progress, CancellationToken cancellation)
    {
        SlotLayout layout = _plan.Layout;
        int steps = layout.StepCount, outputsEach = centroids.FeatureCount + 1;
        Ciphertext[] preferences = Scratch(0, (int)layout.SignCount), weights = Scratch(preferences.Length, layout.WeightCount);
        Ciphertext[] batch = [.. features.Select(f => f.Batches[0])];
        RunEvenly(preferences.Length, (piece, worker) =>
            _bisectors[worker].Prefer(batch, BlockComparisons.Of(layout, centroids, piece), preferences[piece]), cancellation);
        RunEvenly(weights.Length, (piece, worker) =>
        {
            if (layout.Pairs is { } pairs) _weighers[worker].Weigh(pairs, piece, preferences, weights[piece]);
            else _weighers[worker].Weigh(preferences.AsSpan(piece * steps, steps), weights[piece]);
        }, cancellation);
        _queue.Run(sums.Length, (output, _) =>
        {
            (int weight, int block) = layout.WeightPlace(output / outputsEach);
            sums[output].AddMasked(weights[weight], 0, block, _masked![block]);
        }, cancellation);
        progress?.Report(new RoundProgress(layout.SignCount, layout.SignCount));
    }

    /// <summary>
    /// Runs pieces on all threads, and the last ones, where they would leave half of the threads or more without work, one by one with all
    /// threads in each operation. The worker of those is the wide one.
    /// </summary>
    private void RunEvenly(int count, Action<int, int> body, CancellationToken cancellation)
    {
        int rest = count % _queue.Workers;
        if (2 * rest > _queue.Workers) rest = 0;
        _queue.Run(count - rest, body, cancellation);
        for (int piece = count - rest; piece < count; piece++)
        {
            cancellation.ThrowIfCancellationRequested();
            body(piece, _queue.Workers);
        }
    }

    /// <summary>Makes the masked features, once for the same features.</summary>
    private void Mask(IReadOnlyList<EncryptedFeature> features, CancellationToken cancellation)
    {
        if (_maskedOf is not null && _maskedOf.SequenceEqual(features)) return;
        foreach (MaskedFeatures? masked in _masked ?? []) masked?.Dispose();
        int last = _plan.Layout.BatchCount - 1;
        var made = new MaskedFeatures[_plan.Layout.IsFull(last) ? 0 : _plan.Layout.Blocks];
        // Pairs have all weights in the last block.
        int first = _plan.Layout.Pairs is null ? 0 : made.Length - 1;
        _queue.Run(made.Length - first, (block, _) => made[first + block] = MaskedFeatures.Create(_plan, _evaluator, last, first + block, features), cancellation);
        _masked = made;
        _maskedOf = [.. features];
    }

    private Ciphertext[] Scratch(int start, int count)
    {
        while (_scratch.Count < start + count) _scratch.Add(new Ciphertext(_evaluator.Context));
        return [.. _scratch.GetRange(start, count)];
    }

    private void Check(IReadOnlyList<EncryptedFeature> features, Centroids centroids)
    {
        EvaluationRequest request = _plan.Request;
        if (centroids.ClusterCount != request.Clusters || centroids.FeatureCount != request.Features)
        {
            throw new EvaluationException(nameof(centroids),
                $"There are {centroids.ClusterCount} centroids of {centroids.FeatureCount} features, but the plan is for {request.Clusters} of {request.Features}.");
        }

        if (features.Count != request.Features)
            throw new EvaluationException(nameof(features), $"{features.Count} features were given, but the plan is for {request.Features}; give those of all parties in the job's order.");
        foreach (EncryptedFeature feature in features)
        {
            if (feature.Batches.Count != _plan.Layout.BatchCount || !feature.Batches[0].Context.Parameters.Equals(_plan.Parameters.Rlwe))
                throw new EvaluationException(nameof(features), "A feature was encrypted for another plan; encrypt it with the plan of this job.");
        }
    }
}
