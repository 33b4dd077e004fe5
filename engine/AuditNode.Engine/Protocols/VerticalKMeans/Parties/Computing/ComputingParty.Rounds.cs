using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
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
        step.State.IsReady(Peers.Count) && step.State.Masked.IsNone && !step.State.Rounds.IsComplete(Job)
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

        byte[] body;
        using (Times.Measure(ProtocolPhase.Noise))
        {
            EvaluationKeys keys = await _cache.KeysAsync(state.Keys, cancellationToken).ConfigureAwait(false);
            body = Mask(packed, keys.PublicKey, shares, round);
        }

        Artifact masked = await StoreAsync(ArtifactName.MaskedSums, body, cancellationToken).ConfigureAwait(false);
        Artifact variances = await StoreAsync(ArtifactName.Variances, SumsBody.Write(Runtime.Noise.MaskVariances(shares)), cancellationToken).ConfigureAwait(false);
        Operation noised = Operation(OperationKind.NoiseAdded, round, [sums, variances], [masked], ("unit", Number(Plan.Unit)), ("share", "computing-party"))
            with { Privacy = RoundCost() };
        Operation sent = Operation(OperationKind.CiphertextsSent, round, [], [masked]) with { Counterparty = Job.KeyHolder.Name };
        return new Step<ComputingState>(
            state with { Rounds = charged, Masked = StoredBlob.Of(masked) },
            [.. step.Messages, new OutgoingMessage(Job.KeyHolder.Name, MessageKind.SumsMasked, round, 0, body)],
            [.. step.Operations, evaluated, noised, sent]);
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
    /// Hides what c_1 of an evaluated ciphertext says about the computing party's data under a fresh encryption of zero, keeps the
    /// coefficients that carry outputs, and adds the party's share of noise to them.
    /// </summary>
    private byte[] Mask(Ciphertext packed, PublicKey key, NoisePlan? shares, int round)
    {
        using var masked = new Ciphertext(Runtime.Context);
        using (var encryptor = new Encryptor(Runtime.Context, key))
        using (var zero = new Plaintext(Runtime.Context))
        {
            new CkksEncoder(Runtime.Context).Encode(new double[Plan.Parameters.SlotCount], zero, packed.Scale, packed.LimbCount);
            using Ciphertext fresh = encryptor.Encrypt(zero);
            new Evaluator(Runtime.Context).Add(packed, fresh, masked);
        }

        using CoefficientCiphertext coefficients = CoefficientCiphertext.Extract(masked, Runtime.Outputs);
        using RandomStream random = Options.Noise.Open(NoiseDomain, round);
        BigInteger[] share = Runtime.Noise.DrawMask(shares, random);
        for (int o = 0; o < share.Length; o++) coefficients.AddInteger(o, share[o]);
        return Runtime.MaskedSums.Write(coefficients);
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
        List<Operation> operations =
        [
            Operation(OperationKind.ResultReceived, round, [released], []) with { Counterparty = message.From },
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
