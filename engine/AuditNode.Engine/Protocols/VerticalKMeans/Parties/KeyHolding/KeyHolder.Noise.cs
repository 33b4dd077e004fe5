using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>The computing party's noise: contributes to the challenge, and makes the opened candidates again.</content>
internal sealed partial class KeyHolder
{
    private async Task<Step<KeyHolderState>> TakeCommitmentAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        RequireDue(state, message);
        if (state.Noise is not null) throw new UnexpectedMessageException(message.Envelope, "there is a commitment to the noise of this round already.");
        (OutgoingMessage answer, Operation operation, CheckedNoise noise) = await RevealAsync(state.Beacon, message, cancellationToken).ConfigureAwait(false);
        return new Step<KeyHolderState>(state with { Noise = noise }, [answer], [operation]);
    }

    private async Task<Step<KeyHolderState>> TakeOpeningAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        int round = RequireDue(state, message);
        if (state.Noise is not { Opened: false } noise) throw new UnexpectedMessageException(message.Envelope, "no opening is awaited.");
        NoiseOpening opening = NoiseOpening.FromBytes(message.Body.Span, Job);
        ReadOnlyMemory<byte> committed = await Services.Blobs.GetAsync(noise.Commitment.Sha256, cancellationToken).ConfigureAwait(false);
        PublicKey key = await PublicKeyAsync(state, cancellationToken).ConfigureAwait(false);
        using (Times.Measure(ProtocolPhase.Noise))
        {
            if (FindFault(state, noise, committed, opening, key, round) is { } fault) throw new ConflictingMessageException(message.Envelope, fault);
        }

        Artifact stored = await StoreAsync(ArtifactName.NoiseOpening, message.Body, cancellationToken).ConfigureAwait(false);
        Artifact variances = await StoreAsync(
            ArtifactName.Variances, SumsBody.Write(Runtime.Noise.MaskVariances(Runtime.Noise.Plan(state.Rounds.Current))), cancellationToken).ConfigureAwait(false);
        Artifact centroids = await StoreAsync(ArtifactName.Centroids, state.Rounds.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        Artifact[] inputs =
        [
            state.Keys.ToArtifact(ArtifactName.Keys, Services.Blobs), centroids, variances, noise.Commitment.ToArtifact(ArtifactName.NoiseCommitment, Services.Blobs), stored,
        ];
        return new Step<KeyHolderState>(
            state with { Noise = noise with { Opened = true } }, [],
            [Operation(OperationKind.NoiseChecked, round, inputs, [], Challenge(opening.Transcript, round)) with { Counterparty = message.From }]);
    }

    /// <summary>What is wrong with an opening: first what the key holder knows itself, then what everybody can check.</summary>
    private string? FindFault(KeyHolderState state, CheckedNoise noise, ReadOnlyMemory<byte> committed, NoiseOpening opening, PublicKey key, int round)
    {
        foreach (BeaconContribution contribution in opening.Transcript.Contributions)
        {
            if (!state.Beacon.Anchors[contribution.Party].Span.SequenceEqual(contribution.Anchor.Span))
                return $"it holds {contribution.Party} to another commitment than the one that came with its consent.";
        }

        if (!opening.Transcript.External.Value.Span.SequenceEqual(noise.External.Span))
            return "its external value is not the one that the key holder found for the commitment; look at the beacon of both.";
        using CandidateMaker maker = Candidates(key, state.Keys, state.Rounds.Current, round);
        return CutAndChoose.FindFault(
            Runtime, maker, NoiseCommitment.Read(committed.Span, Runtime, round), noise.Commitment.Sha256.Span, opening, Options.MaxDegreeOfParallelism);
    }

    /// <summary>The public key, read from the published keys after a restart.</summary>
    private async ValueTask<PublicKey> PublicKeyAsync(KeyHolderState state, CancellationToken cancellationToken) =>
        _publicKey ??= Runtime.Keys.Read((await Services.Blobs.GetAsync(state.Keys.Sha256, cancellationToken).ConfigureAwait(false)).Span).PublicKey;
}
