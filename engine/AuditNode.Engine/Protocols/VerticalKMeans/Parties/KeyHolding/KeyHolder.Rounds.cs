using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Rounds.</content>
internal sealed partial class KeyHolder
{
    /// <summary>Domain of the key holder's noise.</summary>
    internal const string NoiseDomain = "AuditNode.Engine/vertical-k-means/key-holder";

    private async Task<Step<KeyHolderState>> TakeSumsAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        int round = RequireDue(state, message);
        if (Job.OpensNoise && state.Noise is not { Opened: true })
            throw new UnexpectedMessageException(message.Envelope, "the candidates for its noise were not opened; nothing is decrypted before.");
        RoundHistory charged = state.Rounds.Charge(Job); // before anything is decrypted, let alone released
        NoisePlan? shares;
        using (Times.Measure(ProtocolPhase.Noise)) shares = Runtime.Noise.Plan(charged.Current);

        IReadOnlyList<BigInteger> sums = await ReleaseAsync(message, shares, round, cancellationToken).ConfigureAwait(false);
        RoundHistory rounds;
        using (Times.Measure(ProtocolPhase.Update)) rounds = charged.Add(Job, Runtime.Update, sums);
        byte[] body = new ReleaseBody(message.BodyDigest(), SHA256.HashData(rounds.Current.ToBytes()), sums).ToBytes();

        Artifact request = await StoreAsync(ArtifactName.MaskedSums, message.Body, cancellationToken).ConfigureAwait(false);
        Artifact released = await StoreAsync(ArtifactName.ReleasedSums, SumsBody.Write(sums), cancellationToken).ConfigureAwait(false);
        Artifact release = await StoreAsync(ArtifactName.Release, body, cancellationToken).ConfigureAwait(false);
        Artifact variances = await StoreAsync(ArtifactName.Variances, SumsBody.Write(Runtime.Noise.ReleaseVariances(shares)), cancellationToken).ConfigureAwait(false);
        List<Operation> operations =
        [
            Operation(OperationKind.CiphertextsReceived, round, [request], []) with { Counterparty = message.From },
            Operation(OperationKind.DecryptionReleased, round, [request, variances], [released, release],
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
        return new Step<KeyHolderState>(state with { Rounds = rounds, Noise = null }, messages, operations);
    }

    /// <summary>The round that comes next, which the message has to be of.</summary>
    private int RequireDue(KeyHolderState state, Message message)
    {
        int round = state.Rounds.Rounds + 1;
        if (state.Keys.IsNone || state.Rounds.IsComplete(Job) || message.Round != round)
            throw new UnexpectedMessageException(message.Envelope, $"round {message.Round} is not due{(state.Rounds.IsComplete(Job) ? "; the run is over" : $", but round {round}")}.");
        return round;
    }

    /// <summary>Decrypts, and adds the party's own noise before anybody else sees a digit.</summary>
    private async ValueTask<IReadOnlyList<BigInteger>> ReleaseAsync(Message message, NoisePlan? shares, int round, CancellationToken cancellationToken)
    {
        SecretKey secret = await _vault.LoadAsync(cancellationToken).ConfigureAwait(false);
        ReleaseCounter counter = _counter ?? throw new InvalidOperationException("The journal of releases was not opened.");
        _drawing = round;
        using (Times.Measure(ProtocolPhase.Decryption))
        {
            try
            {
                var release = new FloodedRelease(Runtime.Context, secret, counter, Runtime.SumsShape);
                return await release.ReleaseAsync(message.Body, message.BodyDigest(), Runtime.Noise.ReleaseVariances(shares), cancellationToken).ConfigureAwait(false);
            }
            catch (ReleaseRefusedException e)
            {
                throw new MalformedMessageException(message.Envelope, e.Message, e);
            }
        }
    }

    /// <summary>Seeds of the noise of releases; from entropy but in tests.</summary>
    private void FillSeed(Memory<byte> seed)
    {
        using RandomStream random = Options.Noise.Open(NoiseDomain, _drawing);
        random.Fill(seed.Span);
    }
}
