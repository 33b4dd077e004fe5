using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Cut and choose: commits to candidates for the noise of a round, opens all but one, and uses that one.</content>
internal sealed partial class ComputingParty
{
    /// <summary>Appends the commitment to the candidates of a round. Their seeds were fixed at the start, so nothing is ever drawn again.</summary>
    private async Task<Step<ComputingState>> CommitNoiseAsync(
        Step<ComputingState> step, PublicKey key, (Artifact Packed, Artifact Variances) sums, int round, CancellationToken cancellationToken)
    {
        ComputingState state = step.State;
        NoiseSeed[] seeds = NoiseRatchet.Seeds(state.NoiseKey.Span, Job.NoiseCandidates);
        ReadOnlyMemory<byte> rounds = await Services.Blobs.GetAsync(state.NoiseRounds.Sha256, cancellationToken).ConfigureAwait(false);
        byte[] body;
        using (Times.Measure(ProtocolPhase.Noise))
        {
            using CandidateMaker maker = Candidates(key, state.Keys, state.Rounds.Current, round);
            byte[][] candidates = maker.Digest([.. seeds.Select((s, m) => (m, s.Seed))], Options.MaxDegreeOfParallelism);
            body = new NoiseCommitment(
                Runtime.Digest, round, [.. candidates.Select(c => (ReadOnlyMemory<byte>)c)], [.. seeds.Select(s => (ReadOnlyMemory<byte>)s.Commit())],
                [.. Enumerable.Range(0, Job.MaximumRounds).Select(r => rounds.Slice(r * Envelope.DigestLength, Envelope.DigestLength))]).ToBytes();
        }

        Artifact commitment = await StoreAsync(ArtifactName.NoiseCommitment, body, cancellationToken).ConfigureAwait(false);
        var noise = new PendingNoise(StoredBlob.Of(sums.Packed), StoredBlob.Of(sums.Variances), StoredBlob.Of(commitment), PendingNoise.NoContributions);
        return new Step<ComputingState>(
            state with { Noise = noise },
            [.. step.Messages, .. Peers.Select(p => new OutgoingMessage(p, MessageKind.NoiseCommitted, round, 0, body))],
            [.. step.Operations, Operation(OperationKind.NoiseCommitted, round, [sums.Variances], [commitment], ("candidates", Number(Job.NoiseCandidates)))]);
    }

    /// <summary>Another party's contribution to the challenge; the last one decides it.</summary>
    private async Task<Step<ComputingState>> TakeContributionAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        int round = state.Rounds.Rounds + 1;
        if (state.Noise is not { } noise || message.Round != round || noise.Contributions.ContainsKey(message.From))
            throw new UnexpectedMessageException(message.Envelope, $"no contribution to the challenge of round {message.Round} is awaited from this party.");
        RevealBody reveal = RevealBody.Read(message.Body.Span);
        if (!reveal.Commitment.Span.SequenceEqual(noise.Commitment.Sha256.Span))
            throw new ConflictingMessageException(message.Envelope, "it contributes to the challenge of another commitment than the one that was sent.");
        BeaconValue external = await Services.Beacon.GetAsync(noise.Commitment.Sha256, cancellationToken).ConfigureAwait(false);
        if (!reveal.External.Span.SequenceEqual(external.Value.Span))
            throw new ConflictingMessageException(message.Envelope, "the party found another external value for the commitment; look at the beacon of both.");
        if (!BeaconChain.Leads(JobDigest.Span, message.From, reveal.Contribution.Span, round, state.Beacon.Anchors[message.From].Span))
            throw new ConflictingMessageException(message.Envelope, "the contribution is not the one that the party committed to before the first round.");

        PendingNoise next = noise with { Contributions = noise.Contributions.Add(message.From, reveal.Contribution) };
        return next.Contributions.Count < Peers.Count
            ? Step<ComputingState>.Only(state with { Noise = next })
            : await CloseAsync(state with { Noise = next }, next, external, round, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All have contributed: opens the candidates that the challenge names, and adds the one that stays closed.</summary>
    private async Task<Step<ComputingState>> CloseAsync(ComputingState state, PendingNoise noise, BeaconValue external, int round, CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> contributions =
            noise.Contributions.Add(Name, BeaconChain.At(Job, JobDigest.Span, Name, state.Beacon.Seed.Span, round));
        var transcript = new BeaconTranscript(
            noise.Commitment.Sha256, external, [.. Job.Parties.Select(p => new BeaconContribution(p.Name, state.Beacon.Anchors[p.Name], contributions[p.Name]))]);
        int closed = transcript.Closed(Job, Runtime.Digest, round);
        NoiseSeed[] seeds = NoiseRatchet.Seeds(state.NoiseKey.Span, Job.NoiseCandidates);
        byte[] opening = new NoiseOpening(transcript, [.. CutAndChoose.Opened(Job.NoiseCandidates, closed).Select(m => seeds[m])]).ToBytes();
        (byte[] candidate, byte[] body) = await AddClosedAsync(state, noise, (closed, seeds[closed]), round, cancellationToken).ConfigureAwait(false);

        Artifact commitment = noise.Commitment.ToArtifact(ArtifactName.NoiseCommitment, Services.Blobs);
        Artifact stored = await StoreAsync(ArtifactName.NoiseOpening, opening, cancellationToken).ConfigureAwait(false);
        var received = new List<Artifact>();
        foreach ((string party, ReadOnlyMemory<byte> contribution) in noise.Contributions)
        {
            byte[] reveal = new RevealBody(noise.Commitment.Sha256, external.Value, contribution).ToBytes();
            received.Add(await StoreAsync(ArtifactName.BeaconContribution(party), reveal, cancellationToken).ConfigureAwait(false));
        }

        Operation opened = Operation(OperationKind.NoiseOpened, round, [commitment, .. received], [stored], Challenge(transcript, round)) with { Counterparty = Job.KeyHolder.Name };
        var step = new Step<ComputingState>(state, [new OutgoingMessage(Job.KeyHolder.Name, MessageKind.NoiseOpened, round, 0, opening)], [opened]);
        Artifact[] inputs =
        [
            state.Keys.ToArtifact(ArtifactName.Keys, Services.Blobs),
            await StoreAsync(ArtifactName.Centroids, state.Rounds.Current.ToBytes(), cancellationToken).ConfigureAwait(false),
            noise.Packed.ToArtifact(ArtifactName.PackedSums, Services.Blobs),
            noise.Variances.ToArtifact(ArtifactName.Variances, Services.Blobs),
            commitment,
            stored,
            await StoreAsync(ArtifactName.NoiseCandidate, candidate, cancellationToken).ConfigureAwait(false),
        ];
        return await SendSumsAsync(step, inputs, body, round, Challenge(transcript, round), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the closed candidate again, the same bytes as when it was committed to, and adds it to the sums.</summary>
    private async ValueTask<(byte[] Candidate, byte[] Masked)> AddClosedAsync(
        ComputingState state, PendingNoise noise, (int Index, NoiseSeed Seed) closed, int round, CancellationToken cancellationToken)
    {
        EvaluationKeys keys = await _cache.KeysAsync(state.Keys, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> sums = await Services.Blobs.GetAsync(noise.Packed.Sha256, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> committed = await Services.Blobs.GetAsync(noise.Commitment.Sha256, cancellationToken).ConfigureAwait(false);
        using (Times.Measure(ProtocolPhase.Noise))
        {
            using CandidateMaker maker = Candidates(keys.PublicKey, state.Keys, state.Rounds.Current, round);
            using CoefficientCiphertext candidate = maker.Make(closed.Index, closed.Seed.Seed.Span);
            byte[] bytes = Runtime.MaskedSums.Write(candidate);
            if (!NoiseCommitment.Read(committed.Span, Runtime, round).Candidates[closed.Index].Span.SequenceEqual(SHA256.HashData(bytes)))
                throw new StorageException("The candidate for noise that was committed to cannot be made again from what is stored; restore the state, or run the job anew under another id.");
            using Ciphertext packed = Runtime.Ciphertexts.Read(sums.Span);
            return (bytes, Mask(packed, candidate));
        }
    }
}
