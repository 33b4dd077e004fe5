using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// The party that computes: gathers everybody's encrypted columns, evaluates a round under encryption, masks the sums with its share of
/// noise, and has them decrypted by the key holder. It sees ciphertexts, its own columns, and what is released.
/// </summary>
internal sealed partial class ComputingParty : VerticalKMeansRole<ComputingState>, IVerticalKMeansParty
{
    private readonly FeatureCache _cache;

    public ComputingParty(JobRuntime runtime, string name, PartyInput input, PartyServices services, PartyOptions? options)
        : base(runtime, name, PartyRole.ComputingParty, input, services, options) =>
        _cache = new FeatureCache(runtime, services.Blobs, Options.MaxDegreeOfParallelism);

    public PartyRole Role => PartyRole.ComputingParty;

    public IReadOnlyList<Centroids> Centroids => State?.Rounds.Centroids ?? [];

    public IReadOnlyList<IReadOnlyList<BigInteger>> Released => State?.Rounds.Released ?? [];

    public bool Converged => State?.Rounds.Converged ?? false;

    public Rho Spent => State?.Rounds.Spent ?? Rho.Zero;

    public ValueTask<int[]?> ReadAssignmentAsync(CancellationToken cancellationToken = default) =>
        ReadAssignmentAsync(State?.Assignment ?? StoredBlob.None, cancellationToken);

    protected override async Task<Step<ComputingState>> BeginAsync(CancellationToken cancellationToken)
    {
        byte[] key = NoiseRatchet.Start(Options.Noise), root = [];
        StoredBlob rounds = StoredBlob.None;
        if (Job.OpensNoise)
        {
            byte[][] digests = NoiseRatchet.Rounds(key, Job);
            root = NoiseCommitment.RootOf(digests.Select(d => (ReadOnlyMemory<byte>)d));
            rounds = StoredBlob.Of(await StoreAsync(ArtifactName.NoiseCommitment, (byte[])[.. digests.SelectMany(d => d)], cancellationToken).ConfigureAwait(false));
        }

        BeaconState beacon = BeaconState.Start(Runtime, Name, Options.Noise, root);
        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) = await ConsentAsync(beacon, cancellationToken).ConfigureAwait(false);
        return new Step<ComputingState>(ComputingState.Start(Runtime, Agreements.Start(Name, Input), beacon, key, rounds), messages, operations);
    }

    protected override Task ResumeAsync(ComputingState state, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override bool IsDone(ComputingState state) =>
        state.Rounds.IsComplete(Job) && (!Job.AssignmentReceivers.Contains(Name) || !state.Assignment.IsNone);

    protected override void WriteState(ComputingState state, BinaryFieldWriter writer) => state.Write(writer);

    protected override ComputingState ReadState(ref BoundedReader reader) => ComputingState.Read(ref reader, Runtime);

    protected override long MaximumBody(string from, string kind) => kind switch
    {
        MessageKind.JobAgreed => AgreementBody.MaximumLength(Job),
        MessageKind.KeysEvaluation when from == Job.KeyHolder.Name => EvaluationKeysSerializer.MaximumByteCount,
        MessageKind.FeaturesEncrypted when Job.PartyNamed(from).Columns.Count > 0 => Runtime.Ciphertexts.MaximumByteCount,
        MessageKind.BeaconRevealed when Job.OpensNoise => RevealBody.Length,
        MessageKind.SumsReleased when from == Job.KeyHolder.Name => ReleaseBody.MaximumLength(Runtime.Outputs),
        MessageKind.AssignmentReleased when from == Job.KeyHolder.Name && Job.AssignmentReceivers.Contains(Name) => Job.Records,
        _ => -1,
    };

    protected override async Task<Step<ComputingState>> OnMessageAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case MessageKind.JobAgreed:
                (Agreements agreed, BeaconState beacon, Operation received) = await CheckConsentAsync(message, state.Agreed, state.Beacon, cancellationToken).ConfigureAwait(false);
                return await EvaluateIfReadyAsync(new Step<ComputingState>(state with { Agreed = agreed, Beacon = beacon }, [], [received]), cancellationToken).ConfigureAwait(false);
            case MessageKind.KeysEvaluation:
                return await EvaluateIfReadyAsync(await TakeKeysAsync(state, message, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            case MessageKind.FeaturesEncrypted:
                return await EvaluateIfReadyAsync(await TakeFeatureAsync(state, message, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            case MessageKind.BeaconRevealed:
                return await TakeContributionAsync(state, message, cancellationToken).ConfigureAwait(false);
            case MessageKind.SumsReleased:
                return await TakeReleaseAsync(state, message, cancellationToken).ConfigureAwait(false);
            default:
                return await TakeAssignmentAsync(state, message, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _cache.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The key holder's keys: with the public one the party encrypts its own columns.</summary>
    private async Task<Step<ComputingState>> TakeKeysAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        if (!state.Keys.IsNone) throw new UnexpectedMessageException(message.Envelope, "there are keys already.");
        EvaluationKeys keys;
        using (Times.Measure(ProtocolPhase.Keys)) keys = Parse(message, body => Runtime.Keys.Read(body.Span));
        Artifact stored = await StoreAsync(ArtifactName.Keys, message.Body, cancellationToken).ConfigureAwait(false);
        _cache.Add(StoredBlob.Of(stored), keys);
        var operations = new List<Operation> { Operation(OperationKind.CiphertextsReceived, 0, [stored], []) with { Counterparty = message.From } };

        byte[][] encrypted;
        using (Times.Measure(ProtocolPhase.Encryption))
        {
            encrypted = ColumnEncryption.Encrypt(
                Runtime, Input.Columns, () => new FeatureEncryptor(Plan, Runtime.Context, keys.PublicKey), Options.MaxDegreeOfParallelism, cancellationToken);
        }

        int first = Job.FirstFeature(Name) * Plan.Layout.BatchCount;
        var features = state.Features.ToBuilder();
        var own = new List<Artifact>();
        for (int i = 0; i < encrypted.Length; i++)
        {
            Artifact artifact = await StoreAsync(NameOf(first + i), encrypted[i], cancellationToken).ConfigureAwait(false);
            features[first + i] = StoredBlob.Of(artifact);
            own.Add(artifact);
        }

        if (own.Count > 0) operations.Add(Operation(OperationKind.CiphertextsEncrypted, 0, [stored], own));
        return new Step<ComputingState>(state with { Keys = StoredBlob.Of(stored), Features = features.ToImmutable() }, [], operations);
    }

    /// <summary>A batch of another party's column.</summary>
    private async Task<Step<ComputingState>> TakeFeatureAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        int batches = Plan.Layout.BatchCount, first = Job.FirstFeature(message.From) * batches, count = Job.PartyNamed(message.From).Columns.Count * batches;
        if (message.Item < first || message.Item >= first + count)
            throw new UnexpectedMessageException(message.Envelope, $"ciphertext {message.Item} is not of a column of this party, whose are {first} to {first + count - 1}.");
        if (!state.Features[message.Item].IsNone) throw new UnexpectedMessageException(message.Envelope, $"ciphertext {message.Item} is there already.");
        Ciphertext ciphertext;
        using (Times.Measure(ProtocolPhase.Encryption))
        {
            ciphertext = Parse(message, body =>
            {
                Ciphertext read = Runtime.Ciphertexts.Read(body.Span);
                EncryptedFeature.Check(Plan, read, message.Item % batches);
                return read;
            });
        }

        Artifact stored = await StoreAsync(NameOf(message.Item), message.Body, cancellationToken).ConfigureAwait(false);
        _cache.Add(StoredBlob.Of(stored), ciphertext);
        ComputingState next = state with { Features = state.Features.SetItem(message.Item, StoredBlob.Of(stored)) };
        List<Operation> operations = [Operation(OperationKind.CiphertextsReceived, 0, [stored], []) with { Counterparty = message.From }];
        bool complete = Enumerable.Range(first, count).All(i => !next.Features[i].IsNone);
        // The key holder is answered with the first masked sums; a data party would not learn before the end that it can forget its ciphertexts.
        if (!complete || Job.PartyNamed(message.From).Role != PartyRole.DataParty) return new Step<ComputingState>(next, [], operations);
        byte[] body = AcknowledgementBody.Of(next.Features.GetRange(first, count).Select(feature => feature.Sha256));
        Artifact acknowledgement = await StoreAsync(ArtifactName.Acknowledgement, body, cancellationToken).ConfigureAwait(false);
        operations.Add(Operation(OperationKind.MessageSent, 0, [], [acknowledgement]) with { Counterparty = message.From });
        return new Step<ComputingState>(next, [new OutgoingMessage(message.From, MessageKind.FeaturesReceived, 0, 0, body)], operations);
    }

    private string NameOf(int item) => ArtifactName.Feature(item / Plan.Layout.BatchCount, item % Plan.Layout.BatchCount);
}
