using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// Executes deterministic operations of a job again, from the inputs that they name, and compares the outputs bit for bit. Needs no secret:
/// anybody who has the artifacts can do it, on any machine. Not safe for concurrent use.
/// </summary>
public sealed class VerticalKMeansReplay
{
    private readonly JobRuntime _runtime;
    private readonly int _maxDegreeOfParallelism;

    /// <summary>Prepares replays of a job's operations.</summary>
    /// <param name="job">The job.</param>
    /// <param name="maxDegreeOfParallelism">Threads, at least 1; all processors by default. Results do not depend on it.</param>
    /// <exception cref="InvalidJobException">The job is refused.</exception>
    public VerticalKMeansReplay(VerticalKMeansJob job, int? maxDegreeOfParallelism = null)
        : this(new JobRuntime(job), maxDegreeOfParallelism)
    {
    }

    internal VerticalKMeansReplay(JobRuntime runtime, int? maxDegreeOfParallelism = null) =>
        (_runtime, _maxDegreeOfParallelism) = (runtime, maxDegreeOfParallelism ?? Environment.ProcessorCount);

    /// <summary>Whether operations of a kind can be replayed in some job.</summary>
    /// <param name="kind">See <see cref="OperationKind"/>.</param>
    public static bool CanReplay(string kind) => kind
        is OperationKind.SumsEvaluated or OperationKind.AssignmentEvaluated or OperationKind.CentroidsUpdated || IsAboutNoise(kind);

    /// <summary>Whether operations of a kind can be replayed in a job: those about noise only where it opens candidates.</summary>
    /// <param name="kind">See <see cref="OperationKind"/>.</param>
    /// <param name="job">The job.</param>
    public static bool CanReplay(string kind, VerticalKMeansJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return CanReplay(kind) && (job.OpensNoise || !IsAboutNoise(kind));
    }

    /// <summary>Replays an operation.</summary>
    /// <param name="operation">The operation with its artifacts.</param>
    /// <param name="cancellationToken">Honoured during evaluation.</param>
    public async Task<ReplayResult> ReplayAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        if (!CanReplay(operation.Kind)) return new ReplayResult(ReplayOutcome.NotReplayable, $"Operations of kind {operation.Kind} cannot be replayed.");
        bool isNoise = IsAboutNoise(operation.Kind);
        if (isNoise && !_runtime.Job.OpensNoise)
            return new ReplayResult(ReplayOutcome.NotReplayable, "The job has a single candidate for noise, of which nothing is opened; its noise is believed.");
        var inputs = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            foreach (Artifact artifact in operation.Inputs) inputs[artifact.Name] = await ReadAsync(artifact, cancellationToken).ConfigureAwait(false);
            foreach (Artifact artifact in operation.Outputs) await ReadAsync(artifact, cancellationToken).ConfigureAwait(false);
            var noise = new NoiseReplay(_runtime, _maxDegreeOfParallelism);
            if (isNoise && noise.FindFault(operation, inputs) is { } fault) return new ReplayResult(ReplayOutcome.Different, fault);
            IReadOnlyList<(string Name, byte[] Content)> outputs =
                operation.Kind == OperationKind.NoiseChecked ? [] :
                operation.Kind == OperationKind.NoiseAdded ? [(ArtifactName.MaskedSums, noise.Add(inputs))] :
                operation.Kind == OperationKind.CentroidsUpdated
                ? [(ArtifactName.Centroids, Update(inputs))]
                : Evaluate(operation.Kind, inputs, cancellationToken);
            return Compare(operation.Outputs, outputs);
        }
        catch (Exception e) when (e is StorageException or SerializationException or EvaluationException or OperandMismatchException or RlweParameterException or InvalidJobException or ArgumentException or KeyNotFoundException)
        {
            return new ReplayResult(ReplayOutcome.Unusable, e.Message);
        }
    }

    private static bool IsAboutNoise(string kind) => kind is OperationKind.NoiseAdded or OperationKind.NoiseChecked;

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> content = await artifact.ReadAsync(cancellationToken).ConfigureAwait(false);
        // Whatever the store checks: the digest is what the record names.
        return SHA256.HashData(content.Span).AsSpan().SequenceEqual(artifact.Sha256.Span)
            ? content
            : throw new StorageException($"Artifact {artifact.Name} is not that of its digest {Convert.ToHexStringLower(artifact.Sha256.Span)}.");
    }

    private static ReplayResult Compare(IReadOnlyList<Artifact> recorded, IReadOnlyList<(string Name, byte[] Content)> replayed)
    {
        if (recorded.Count != replayed.Count)
            return new ReplayResult(ReplayOutcome.Different, $"The operation has {recorded.Count} outputs, its replay {replayed.Count}.");
        for (int i = 0; i < recorded.Count; i++)
        {
            if (recorded[i].Name != replayed[i].Name)
                return new ReplayResult(ReplayOutcome.Different, $"Output {i} is {recorded[i].Name}, in the replay {replayed[i].Name}.");
            if (!SHA256.HashData(replayed[i].Content).AsSpan().SequenceEqual(recorded[i].Sha256.Span))
                return new ReplayResult(ReplayOutcome.Different, $"Output {recorded[i].Name} is not what the inputs give.");
        }

        return ReplayResult.Equal;
    }

    private byte[] Update(Dictionary<string, ReadOnlyMemory<byte>> inputs)
    {
        Centroids current = Centroids.FromBytes(inputs[ArtifactName.Centroids].Span);
        return _runtime.Update.Apply(current, SumsBody.Read(inputs[ArtifactName.ReleasedSums].Span, _runtime.Outputs)).ToBytes();
    }

    private IReadOnlyList<(string Name, byte[] Content)> Evaluate(string kind, Dictionary<string, ReadOnlyMemory<byte>> inputs, CancellationToken cancellationToken)
    {
        EvaluationKeys keys = _runtime.Keys.Read(inputs[ArtifactName.Keys].Span);
        Centroids centroids = Centroids.FromBytes(inputs[ArtifactName.Centroids].Span);
        var ciphertexts = new List<Ciphertext>();
        try
        {
            var features = new EncryptedFeature[_runtime.Job.FeatureCount];
            for (int f = 0; f < features.Length; f++)
            {
                var batches = new Ciphertext[_runtime.Plan.Layout.BatchCount];
                for (int b = 0; b < batches.Length; b++) ciphertexts.Add(batches[b] = _runtime.Ciphertexts.Read(inputs[ArtifactName.Feature(f, b)].Span));
                features[f] = new EncryptedFeature(_runtime.Plan, batches);
            }

            if (kind == OperationKind.AssignmentEvaluated) return Assign(features, centroids, keys, cancellationToken);
            using var evaluator = new RoundEvaluator(_runtime.Plan, _runtime.Context, keys, _maxDegreeOfParallelism);
            using Ciphertext packed = evaluator.Evaluate(features, centroids, progress: null, cancellationToken);
            return [(ArtifactName.PackedSums, _runtime.Ciphertexts.Write(packed))];
        }
        finally
        {
            foreach (Ciphertext ciphertext in ciphertexts) ciphertext.Dispose();
        }
    }

    private List<(string Name, byte[] Content)> Assign(EncryptedFeature[] features, Centroids centroids, EvaluationKeys keys, CancellationToken cancellationToken)
    {
        var outputs = new List<(string, byte[])>();
        using var evaluator = new AssignmentEvaluator(_runtime.Plan, _runtime.Context, keys);
        for (int b = 0; b < _runtime.Plan.Layout.BatchCount; b++)
        {
            foreach (Ciphertext weight in evaluator.Evaluate([.. features.Select(f => f.Batches[b])], centroids, cancellationToken))
            {
                outputs.Add((ArtifactName.Weights(outputs.Count), _runtime.Ciphertexts.Write(weight)));
                weight.Dispose();
            }
        }

        return outputs;
    }
}
