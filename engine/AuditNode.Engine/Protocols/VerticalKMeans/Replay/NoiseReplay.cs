using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// Replays what is about the computing party's noise: variances from the centroids, the challenge from the contributions, opened candidates from
/// their seeds, and the sums that were sent from those before and the closed candidate.
/// </summary>
internal sealed class NoiseReplay(JobRuntime runtime, int maxDegreeOfParallelism)
{
    /// <summary>What is wrong with the inputs and parameters of an operation, or null.</summary>
    public string? FindFault(Operation operation, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> inputs)
    {
        if (operation.Round < 1 || operation.Round > runtime.Job.MaximumRounds) return $"There is no round {operation.Round} in the job.";
        var variances = runtime.Noise.MaskVariances(runtime.Noise.Plan(Centroids.FromBytes(inputs[ArtifactName.Centroids].Span)));
        if (!inputs[ArtifactName.Variances].Span.SequenceEqual(SumsBody.Write(variances))) return $"Input {ArtifactName.Variances} is not what the centroids and the budget ask for.";
        ReadOnlySpan<byte> committed = inputs[ArtifactName.NoiseCommitment].Span;
        NoiseCommitment commitment = NoiseCommitment.Read(committed, runtime, operation.Round);
        NoiseOpening opening = NoiseOpening.FromBytes(inputs[ArtifactName.NoiseOpening].Span, runtime.Job);
        int closed = opening.Transcript.Closed(runtime.Job, runtime.Digest, operation.Round);
        if (FindFalseParameter(operation, opening.Transcript.External, closed) is { } name) return $"Parameter {name} is not what input {ArtifactName.NoiseOpening} says.";

        ReadOnlySpan<byte> keys = inputs[ArtifactName.Keys].Span;
        using var maker = new CandidateMaker(runtime, runtime.Keys.Read(keys).PublicKey, SHA256.HashData(keys), variances, operation.Round);
        if (CutAndChoose.FindFault(runtime, maker, commitment, SHA256.HashData(committed), opening, maxDegreeOfParallelism) is { } fault)
            return $"Input {ArtifactName.NoiseOpening}: {fault}";
        return operation.Kind == OperationKind.NoiseAdded &&
            !SHA256.HashData(inputs[ArtifactName.NoiseCandidate].Span).AsSpan().SequenceEqual(commitment.Candidates[closed].Span)
                ? $"Input {ArtifactName.NoiseCandidate} is not candidate {closed}, which the challenge left closed."
                : null;
    }

    /// <summary>The sums that are sent: those before noise and the closed candidate, coefficient by coefficient.</summary>
    public byte[] Add(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> inputs)
    {
        using Ciphertext packed = runtime.Ciphertexts.Read(inputs[ArtifactName.PackedSums].Span);
        using CoefficientCiphertext masked = CoefficientCiphertext.Extract(packed, runtime.Outputs);
        using CoefficientCiphertext candidate = runtime.MaskedSums.Read(inputs[ArtifactName.NoiseCandidate].Span);
        masked.Add(candidate);
        return runtime.MaskedSums.Write(masked);
    }

    private static string? FindFalseParameter(Operation operation, BeaconValue external, int closed)
    {
        (string Name, string Value)[] expected =
        [
            (NoiseParameter.Closed, FormattableString.Invariant($"{closed}")),
            (NoiseParameter.ExternalValue, Convert.ToHexStringLower(external.Value.Span)),
            (NoiseParameter.ExternalReference, external.Reference),
        ];
        return expected.FirstOrDefault(e => operation.Parameters.GetValueOrDefault(e.Name) != e.Value).Name;
    }
}
