using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Rounds.</content>
internal sealed partial class KeyHolder
{
    /// <summary>Domain of the key holder's noise.</summary>
    internal const string NoiseDomain = "AuditNode.Engine/vertical-k-means/key-holder";

    private async Task<Step<KeyHolderState>> TakeSumsAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        int round = state.Rounds.Rounds + 1;
        if (state.Keys.IsNone || state.Rounds.IsComplete(Job) || message.Round != round)
            throw new UnexpectedMessageException(message.Envelope, $"round {message.Round} is not due{(state.Rounds.IsComplete(Job) ? "; the run is over" : $", but round {round}")}.");
        using CoefficientCiphertext masked = Parse(message, ReadMasked);
        RoundHistory charged = state.Rounds.Charge(Job); // before anything is decrypted, let alone released
        NoisePlan? shares;
        using (Times.Measure(ProtocolPhase.Noise)) shares = Runtime.Noise.Plan(charged.Current);

        BigInteger[] sums = await ReleaseAsync(masked, shares, round, cancellationToken).ConfigureAwait(false);
        RoundHistory rounds;
        using (Times.Measure(ProtocolPhase.Update)) rounds = charged.Add(Job, Runtime.Update, sums);
        byte[] body = new ReleaseBody(message.BodyDigest(), SHA256.HashData(rounds.Current.ToBytes()), sums).ToBytes();

        Artifact request = await StoreAsync(ArtifactName.MaskedSums, message.Body, cancellationToken).ConfigureAwait(false);
        Artifact released = await StoreAsync(ArtifactName.ReleasedSums, SumsBody.Write(sums), cancellationToken).ConfigureAwait(false);
        Artifact variances = await StoreAsync(ArtifactName.Variances, SumsBody.Write(Runtime.Noise.ReleaseVariances(shares)), cancellationToken).ConfigureAwait(false);
        List<Operation> operations =
        [
            Operation(OperationKind.CiphertextsReceived, round, [request], []) with { Counterparty = message.From },
            Operation(OperationKind.DecryptionReleased, round, [request, variances], [released],
                ("floodingVariance", Runtime.Noise.FloodingVariance.ToString(CultureInfo.InvariantCulture)), ("unit", Number(Plan.Unit)), ("share", "key-holder"))
                with { Privacy = RoundCost(), Counterparty = message.From },
            .. await UpdateOperationsAsync(charged, rounds, released, cancellationToken).ConfigureAwait(false),
        ];
        var messages = new List<OutgoingMessage> { new(message.From, MessageKind.SumsReleased, round, 0, body) };
        if (rounds.IsComplete(Job))
        {
            (IReadOnlyList<OutgoingMessage> results, IReadOnlyList<Operation> reported) = await ReleaseResultAsync(rounds, cancellationToken).ConfigureAwait(false);
            messages.AddRange(results);
            operations.AddRange(reported);
        }

        Report(ProtocolPhase.Decryption, round, 1);
        return new Step<KeyHolderState>(state with { Rounds = rounds }, messages, operations);
    }

    /// <summary>Decrypts, and adds the party's own noise before anybody else sees a digit.</summary>
    private async ValueTask<BigInteger[]> ReleaseAsync(CoefficientCiphertext masked, NoisePlan? shares, int round, CancellationToken cancellationToken)
    {
        SecretKey secret = await _vault.LoadAsync(cancellationToken).ConfigureAwait(false);
        BigInteger[] sums;
        using (Times.Measure(ProtocolPhase.Decryption)) sums = masked.Decrypt(secret);
        using (Times.Measure(ProtocolPhase.Noise))
        {
            using RandomStream random = Options.Noise.Open(NoiseDomain, round);
            BigInteger[] share = Runtime.Noise.DrawRelease(shares, random);
            for (int o = 0; o < sums.Length; o++) sums[o] += share[o];
        }

        return sums;
    }

    private CoefficientCiphertext ReadMasked(ReadOnlyMemory<byte> body)
    {
        CoefficientCiphertext masked = Runtime.MaskedSums.Read(body.Span);
        if (masked.LimbCount == CircuitDepth.OutputLimbs && masked.OutputCount == Runtime.Outputs && masked.Scale == Plan.OutputScale) return masked;
        string found = FormattableString.Invariant($"{masked.LimbCount} limbs, {masked.OutputCount} outputs, scale {masked.Scale}");
        masked.Dispose();
        throw new EvaluationException("masked sums",
            FormattableString.Invariant($"The masked sums have {found}; those of this job have {CircuitDepth.OutputLimbs} limbs, {Runtime.Outputs} outputs, scale {Plan.OutputScale}."));
    }
}
