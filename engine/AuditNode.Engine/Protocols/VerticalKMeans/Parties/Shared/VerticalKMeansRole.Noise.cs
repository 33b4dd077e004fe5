using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Challenges to the computing party's noise.</content>
internal abstract partial class VerticalKMeansRole<TState>
{
    /// <summary>
    /// Answers a commitment to candidates with the party's contribution to the challenge. The contribution was fixed before the first round, and is
    /// shown only after the external value is known, so that nobody who could choose that value knows what it leads to.
    /// </summary>
    protected async Task<(OutgoingMessage Answer, Operation Operation, CheckedNoise Noise)> RevealAsync(
        BeaconState beacon, Message message, CancellationToken cancellationToken)
    {
        _ = NoiseCommitment.Read(message.Body.Span, Runtime, message.Round);
        Artifact commitment = await StoreAsync(ArtifactName.NoiseCommitment, message.Body, cancellationToken).ConfigureAwait(false);
        BeaconValue external = await Services.Beacon.GetAsync(commitment.Sha256, cancellationToken).ConfigureAwait(false);
        byte[] contribution = BeaconChain.At(Job, JobDigest.Span, Name, beacon.Seed.Span, message.Round);
        byte[] body = new RevealBody(commitment.Sha256, external.Value, contribution).ToBytes();
        Artifact revealed = await StoreAsync(ArtifactName.BeaconContribution(Name), body, cancellationToken).ConfigureAwait(false);
        Operation operation = Operation(OperationKind.BeaconRevealed, message.Round, [commitment], [revealed], [.. External(external)]) with { Counterparty = message.From };
        return (
            new OutgoingMessage(message.From, MessageKind.BeaconRevealed, message.Round, 0, body),
            operation,
            new CheckedNoise(StoredBlob.Of(commitment), external.Value, Opened: false));
    }

    /// <summary>Makes the candidates of a round, from the variances that its centroids ask for.</summary>
    protected CandidateMaker Candidates(PublicKey key, StoredBlob keys, Centroids centroids, int round) =>
        new(Runtime, key, Job.OpensNoise ? keys.Sha256 : default, Runtime.Noise.MaskVariances(Runtime.Noise.Plan(centroids)), round);

    /// <summary>Parameters of operations that name a challenge.</summary>
    protected (string Name, string Value)[] Challenge(BeaconTranscript transcript, int round) =>
    [
        ("candidates", Number(Job.NoiseCandidates)), (NoiseParameter.Closed, Number(transcript.Closed(Job, Runtime.Digest, round))), .. External(transcript.External),
    ];

    private static (string Name, string Value)[] External(BeaconValue external) =>
        [(NoiseParameter.ExternalValue, Convert.ToHexStringLower(external.Value.Span)), (NoiseParameter.ExternalReference, external.Reference)];
}
