using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Rounds.</content>
internal sealed partial class ComputingParty
{
    /// <summary>Domain of the computing party's noise.</summary>
    internal const string NoiseDomain = "AuditNode.Engine/vertical-k-means/computing-party";

    /// <summary>Appends the evaluation of the next round to a step after which everything is there for it.</summary>
    private async Task<Step<ComputingState>> EvaluateIfReadyAsync(Step<ComputingState> step, CancellationToken cancellationToken) =>
        step.State.IsReady(Job) && step.State is { Masked.IsNone: true, Noise: null } && !step.State.Rounds.IsComplete(Job)
            ? await EvaluateAsync(step, cancellationToken).ConfigureAwait(false)
            : step;

    private async Task<Step<ComputingState>> EvaluateAsync(Step<ComputingState> step, CancellationToken cancellationToken)
    {
        ComputingState state = step.State;
        int round = state.Rounds.Rounds + 1;
        RoundHistory charged = state.Rounds.Charge(Job); // before anything is computed, let alone sent
        Times.BeginRound();
        NoisePlan? shares;
        using (Times.Measure(ProtocolPhase.Noise)) shares = Runtime.Noise.Plan(charged.Current);

        using Ciphertext packed = await EvaluatePackedAsync(state, round, cancellationToken).ConfigureAwait(false);
        Artifact sums = await StoreAsync(ArtifactName.PackedSums, Runtime.Ciphertexts.Write(packed), cancellationToken).ConfigureAwait(false);
        Artifact centroids = await StoreAsync(ArtifactName.Centroids, charged.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        Operation evaluated = Operation(OperationKind.SumsEvaluated, round, [.. EvaluationInputs(state), centroids], [sums]);

        Artifact variances = await StoreAsync(ArtifactName.Variances, SumsBody.Write(Runtime.Noise.MaskVariances(shares)), cancellationToken).ConfigureAwait(false);
        EvaluationKeys keys = await _cache.KeysAsync(state.Keys, cancellationToken).ConfigureAwait(false);
        step = new Step<ComputingState>(state with { Rounds = charged }, step.Messages, [.. step.Operations, evaluated]);
        if (Job.OpensNoise) return await CommitNoiseAsync(step, keys.PublicKey, (sums, variances), round, cancellationToken).ConfigureAwait(false);
        byte[] body;
        using (Times.Measure(ProtocolPhase.Noise))
        {
            using CandidateMaker maker = Candidates(keys.PublicKey, state.Keys, charged.Current, round);
            using CoefficientCiphertext candidate = maker.Make(0, NoiseRatchet.Seeds(state.NoiseKey.Span, 1)[0].Seed.Span);
            body = Mask(packed, candidate);
        }

        return await SendSumsAsync(step, [sums, variances], body, round, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Appends the masked sums to a step.</summary>
    private async Task<Step<ComputingState>> SendSumsAsync(
        Step<ComputingState> step, Artifact[] inputs, byte[] body, int round, (string Name, string Value)[] challenge, CancellationToken cancellationToken)
    {
        string holder = Job.KeyHolder.Name;
        Artifact masked = await StoreAsync(ArtifactName.MaskedSums, body, cancellationToken).ConfigureAwait(false);
        Operation noised = Operation(OperationKind.NoiseAdded, round, inputs, [masked], [("unit", Number(Plan.Unit)), ("share", "computing-party"), .. challenge])
            with { Privacy = RoundCost() };
        Operation sent = Operation(OperationKind.CiphertextsSent, round, [], [masked]) with { Counterparty = holder };
        return new Step<ComputingState>(
            step.State with { Masked = StoredBlob.Of(masked), Noise = null, NoiseKey = NoiseRatchet.Next(step.State.NoiseKey.Span) },
            [.. step.Messages, new OutgoingMessage(holder, MessageKind.SumsMasked, round, 0, body)],
            [.. step.Operations, noised, sent]);
    }

    private async Task<Ciphertext> EvaluatePackedAsync(ComputingState state, int round, CancellationToken cancellationToken)
    {
        RoundEvaluator evaluator;
        IReadOnlyList<EncryptedFeature> features;
        using (Times.Measure(ProtocolPhase.Encryption))
        {
            features = await _cache.FeaturesAsync(state.Features, cancellationToken).ConfigureAwait(false);
            evaluator = await _cache.EvaluatorAsync(state.Keys, cancellationToken).ConfigureAwait(false);
        }

        using (Times.Measure(ProtocolPhase.Evaluation))
        {
            var progress = new RelayedProgress(p => Report(ProtocolPhase.Evaluation, round, (double)p.Signs / p.TotalSigns));
            return evaluator.Evaluate(features, state.Rounds.Current, progress, cancellationToken);
        }
    }

    /// <summary>
    /// Keeps the coefficients that carry outputs, and adds a candidate: its encryption of zero hides what c_1 of an evaluated ciphertext says about
    /// the computing party's data, its integers are the party's share of noise.
    /// </summary>
    private byte[] Mask(Ciphertext packed, CoefficientCiphertext candidate)
    {
        using CoefficientCiphertext masked = CoefficientCiphertext.Extract(packed, Runtime.Outputs);
        masked.Add(candidate);
        return Runtime.MaskedSums.Write(masked);
    }

    private async Task<Step<ComputingState>> TakeReleaseAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        int round = state.Rounds.Rounds + 1;
        if (state.Masked.IsNone || message.Round != round)
            throw new UnexpectedMessageException(message.Envelope, $"round {message.Round} is not awaited{(state.Masked.IsNone ? "" : $", but round {round}")}.");
        ReleaseBody release = ReleaseBody.Read(message.Body.Span, Runtime.Outputs);
        if (!release.Request.Span.SequenceEqual(state.Masked.Sha256.Span))
            throw new ConflictingMessageException(message.Envelope, "it answers other masked sums than those that were sent.");
        RoundHistory rounds;
        using (Times.Measure(ProtocolPhase.Update)) rounds = state.Rounds.Add(Job, Runtime.Update, release.Sums);
        if (!SHA256.HashData(rounds.Current.ToBytes()).AsSpan().SequenceEqual(release.Centroids.Span))
            throw new ConflictingMessageException(message.Envelope, "the key holder computed other centroids from the same sums; run the same version at all parties.");
        Artifact released = await StoreAsync(ArtifactName.ReleasedSums, SumsBody.Write(release.Sums), cancellationToken).ConfigureAwait(false);
        Artifact body = await StoreAsync(ArtifactName.Release, message.Body, cancellationToken).ConfigureAwait(false);
        List<Operation> operations =
        [
            Operation(OperationKind.ResultReceived, round, [released, body], []) with { Counterparty = message.From },
            .. await UpdateOperationsAsync(state.Rounds, rounds, released, cancellationToken).ConfigureAwait(false),
        ];
        Times.EndRound(round);
        var next = new Step<ComputingState>(state with { Rounds = rounds, Masked = StoredBlob.None }, [], operations);
        return rounds.IsComplete(Job)
            ? await FinishAsync(next, cancellationToken).ConfigureAwait(false)
            : await EvaluateAsync(next, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<Artifact> EvaluationInputs(ComputingState state) =>
    [
        state.Keys.ToArtifact(ArtifactName.Keys, Services.Blobs),
        .. state.Features.Select((f, i) => f.ToArtifact(NameOf(i), Services.Blobs)),
    ];

    private sealed class RelayedProgress(Action<RoundProgress> report) : IProgress<RoundProgress>
    {
        public void Report(RoundProgress value) => report(value);
    }
}
