using System.Collections.Immutable;
using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// A party of the server-aided model that only brings columns: encrypts them under the key holder's public key, sends them to the computing
/// party, and gets the result from both, who have to agree.
/// </summary>
internal sealed class DataParty(JobRuntime runtime, string name, PartyInput input, PartyServices services, PartyOptions? options)
    : VerticalKMeansRole<DataState>(runtime, name, PartyRole.DataParty, input, services, options), IVerticalKMeansParty
{
    public PartyRole Role => PartyRole.DataParty;

    public IReadOnlyList<Centroids> Centroids => State is { } state && Result(state) is { } result ? [Job.Start, result.Centroids] : [Job.Start];

    public IReadOnlyList<IReadOnlyList<BigInteger>> Released => [];

    public bool Converged => State is { } state && Result(state) is { Converged: true };

    public Rho Spent => Rho.Zero;

    public ValueTask<int[]?> ReadAssignmentAsync(CancellationToken cancellationToken = default) =>
        ReadAssignmentAsync(State?.Assignment ?? StoredBlob.None, cancellationToken);

    protected override async Task<Step<DataState>> BeginAsync(CancellationToken cancellationToken)
    {
        BeaconState beacon = BeaconState.Start(Runtime, Name, Options.Noise);
        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) = await ConsentAsync(beacon, cancellationToken).ConfigureAwait(false);
        return new Step<DataState>(DataState.Start(Agreements.Start(Name, Input), beacon), messages, operations);
    }

    protected override Task ResumeAsync(DataState state, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override bool IsDone(DataState state) =>
        state.Received && Result(state) is not null && (!Job.AssignmentReceivers.Contains(Name) || !state.Assignment.IsNone);

    protected override void WriteState(DataState state, BinaryFieldWriter writer) => state.Write(writer);

    protected override DataState ReadState(ref BoundedReader reader) => DataState.Read(ref reader);

    protected override long MaximumBody(string from, string kind) => kind switch
    {
        MessageKind.JobAgreed => AgreementBody.MaximumLength(Job),
        MessageKind.KeysPublic when from == Job.KeyHolder.Name => Runtime.PublicKeys.MaximumByteCount,
        MessageKind.FeaturesReceived when from == Job.ComputingParty.Name => AcknowledgementBody.Length,
        MessageKind.NoiseCommitted when from == Job.ComputingParty.Name && Job.OpensNoise => NoiseCommitment.Length(Job),
        MessageKind.ResultReleased when from == Job.ComputingParty.Name || from == Job.KeyHolder.Name => ResultBody.MaximumLength(Job),
        MessageKind.AssignmentReleased when from == Job.KeyHolder.Name && Job.AssignmentReceivers.Contains(Name) => Job.Records,
        _ => -1,
    };

    protected override async Task<Step<DataState>> OnMessageAsync(DataState state, Message message, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case MessageKind.JobAgreed:
                (Agreements agreed, BeaconState beacon, Operation received) = await CheckConsentAsync(message, state.Agreed, state.Beacon, cancellationToken).ConfigureAwait(false);
                return await SendIfReadyAsync(new Step<DataState>(state with { Agreed = agreed, Beacon = beacon }, [], [received]), cancellationToken).ConfigureAwait(false);
            case MessageKind.KeysPublic:
                return await TakeKeyAsync(state, message, cancellationToken).ConfigureAwait(false);
            case MessageKind.FeaturesReceived:
                return await TakeAcknowledgementAsync(state, message, cancellationToken).ConfigureAwait(false);
            case MessageKind.NoiseCommitted:
                return await TakeCommitmentAsync(state, message, cancellationToken).ConfigureAwait(false);
            case MessageKind.ResultReleased:
                return await TakeResultAsync(state, message, cancellationToken).ConfigureAwait(false);
            default:
                if (!state.IsSent || !state.Assignment.IsNone) throw new UnexpectedMessageException(message.Envelope, "no assignment is awaited.");
                Artifact assignment = await StoreAssignmentAsync(message, cancellationToken).ConfigureAwait(false);
                return new Step<DataState>(state with { Assignment = StoredBlob.Of(assignment) }, [],
                    [Operation(OperationKind.ResultReceived, message.Round, [assignment], []) with { Counterparty = message.From }]);
        }
    }

    private async Task<Step<DataState>> TakeKeyAsync(DataState state, Message message, CancellationToken cancellationToken)
    {
        if (!state.PublicKey.IsNone) throw new UnexpectedMessageException(message.Envelope, "there is a key already.");
        _ = Parse(message, body => EvaluationKeys.CheckSeeded(Runtime.PublicKeys.Read(body.Span)));
        Artifact key = await StoreAsync(ArtifactName.PublicKey, message.Body, cancellationToken).ConfigureAwait(false);
        Operation received = Operation(OperationKind.CiphertextsReceived, 0, [key], []) with { Counterparty = message.From };
        return await SendIfReadyAsync(new Step<DataState>(state with { PublicKey = StoredBlob.Of(key) }, [], [received]), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Appends the encryption of the party's columns once all agreed and the key is there.</summary>
    private async Task<Step<DataState>> SendIfReadyAsync(Step<DataState> step, CancellationToken cancellationToken)
    {
        if (step.State.IsSent || step.State.PublicKey.IsNone || !step.State.Agreed.IsComplete(Job)) return step;
        PublicKey key = Runtime.PublicKeys.Read((await Services.Blobs.GetAsync(step.State.PublicKey.Sha256, cancellationToken).ConfigureAwait(false)).Span);
        byte[][] encrypted;
        using (Times.Measure(ProtocolPhase.Encryption))
        {
            encrypted = ColumnEncryption.Encrypt(
                Runtime, Input.Columns, () => new FeatureEncryptor(Plan, Runtime.Context, key), Options.MaxDegreeOfParallelism, cancellationToken);
        }

        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) = await SendFeaturesAsync(encrypted, cancellationToken).ConfigureAwait(false);
        byte[] sent = AcknowledgementBody.Of(operations.Select(operation => operation.Outputs[0].Sha256));
        return new Step<DataState>(step.State with { Sent = sent }, [.. step.Messages, .. messages], [.. step.Operations, .. operations]);
    }

    private async Task<Step<DataState>> TakeAcknowledgementAsync(DataState state, Message message, CancellationToken cancellationToken)
    {
        if (!state.IsSent || state.Received) throw new UnexpectedMessageException(message.Envelope, "no columns are on their way.");
        if (message.Body.Length != AcknowledgementBody.Length)
            throw new MalformedMessageException(message.Envelope, $"it has a body of {message.Body.Length} bytes, not of {AcknowledgementBody.Length}.");
        if (!message.Body.Span.SequenceEqual(state.Sent.Span))
            throw new ConflictingMessageException(message.Envelope, "the computing party has other ciphertexts than those that were sent.");
        Operation received = await ReceivedAsync(ArtifactName.Acknowledgement, message, cancellationToken).ConfigureAwait(false);
        return new Step<DataState>(state with { Received = true }, [], [received]);
    }

    /// <summary>The computing party's candidates for the noise of a round: contributes to the challenge, once for each round.</summary>
    private async Task<Step<DataState>> TakeCommitmentAsync(DataState state, Message message, CancellationToken cancellationToken)
    {
        int round = state.Revealed + 1;
        if (!state.Received || message.Round != round || round > Job.MaximumRounds)
            throw new UnexpectedMessageException(message.Envelope, $"a commitment to the noise of round {message.Round} is not due.");
        (OutgoingMessage answer, Operation operation, _) = await RevealAsync(state.Beacon, message, cancellationToken).ConfigureAwait(false);
        return new Step<DataState>(state with { Revealed = round }, [answer], [operation]);
    }

    private async Task<Step<DataState>> TakeResultAsync(DataState state, Message message, CancellationToken cancellationToken)
    {
        if (!state.IsSent || state.Results.ContainsKey(message.From)) throw new UnexpectedMessageException(message.Envelope, "no result is awaited from this party.");
        ResultBody result = ResultBody.Read(message.Body.Span);
        if (result.Centroids.ClusterCount != Job.ClusterCount || result.Centroids.FeatureCount != Job.FeatureCount || result.Rounds < 1 || result.Rounds > Job.MaximumRounds)
            throw new MalformedMessageException(message.Envelope, $"a result of this job has {Job.ClusterCount} centroids of {Job.FeatureCount} features after 1 to {Job.MaximumRounds} rounds.");
        if (state.Results.Values.Any(other => other != result))
            throw new ConflictingMessageException(message.Envelope, "computing party and key holder report different results; do not use either, and audit their records.");
        Artifact centroids = await StoreAsync(ArtifactName.Centroids, result.Centroids.ToBytes(), cancellationToken).ConfigureAwait(false);
        Artifact body = await StoreAsync(ArtifactName.Result, message.Body, cancellationToken).ConfigureAwait(false);
        return new Step<DataState>(state with { Results = state.Results.Add(message.From, result) }, [],
            [Operation(OperationKind.ResultReceived, result.Rounds, [centroids, body], []) with { Counterparty = message.From }]);
    }

    /// <summary>The result once both have reported it.</summary>
    private static ResultBody? Result(DataState state) => state.Results.Count == 2 ? state.Results.Values.First() : null;
}
