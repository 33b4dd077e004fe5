using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// The party that decrypts: makes the keys, encrypts its own columns under them, and turns masked sums into released ones. It sees nothing
/// of other parties but masked sums, and adds noise to what leaves.
/// </summary>
internal sealed partial class KeyHolder : VerticalKMeansRole<KeyHolderState>, IVerticalKMeansParty
{
    private readonly SecretKeyVault _vault;
    private ReleaseCounter? _counter;
    private PublicKey? _publicKey;
    private int _drawing;

    public KeyHolder(JobRuntime runtime, string name, PartyInput input, PartyServices services, PartyOptions? options)
        : base(runtime, name, PartyRole.KeyHolder, input, services, options) =>
        _vault = new SecretKeyVault(runtime, services.Checkpoints, $"{CheckpointPrefix}.secret-key");

    public PartyRole Role => PartyRole.KeyHolder;

    private string CounterName => $"{CheckpointPrefix}.releases";

    public IReadOnlyList<Centroids> Centroids => State?.Rounds.Centroids ?? [];

    public IReadOnlyList<IReadOnlyList<BigInteger>> Released => State?.Rounds.Released ?? [];

    public bool Converged => State?.Rounds.Converged ?? false;

    public Rho Spent => State?.Rounds.Spent ?? Rho.Zero;

    public ValueTask<int[]?> ReadAssignmentAsync(CancellationToken cancellationToken = default) =>
        ReadAssignmentAsync(State?.Assignment ?? StoredBlob.None, cancellationToken);

    protected override async Task<Step<KeyHolderState>> BeginAsync(CancellationToken cancellationToken)
    {
        BeaconState beacon = BeaconState.Start(Runtime, Name, Options.Noise);
        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) = await ConsentAsync(beacon, cancellationToken).ConfigureAwait(false);
        return new Step<KeyHolderState>(KeyHolderState.Start(Runtime, Agreements.Start(Name, Input), beacon), messages, operations);
    }

    protected override async Task ResumeAsync(KeyHolderState state, CancellationToken cancellationToken)
    {
        if (state.Keys.IsNone) return;
        await _vault.LoadAsync(cancellationToken).ConfigureAwait(false);
        _counter = await ReleaseCounter.OpenAsync(
            Services.Checkpoints, CounterName, state.Keys.Sha256, Runtime.Flooding, FillSeed, cancellationToken).ConfigureAwait(false);
    }

    protected override bool IsDone(KeyHolderState state) =>
        state.Rounds.IsComplete(Job) && (Job.AssignmentReceivers.Count == 0 || !state.Assignment.IsNone);

    protected override void WriteState(KeyHolderState state, BinaryFieldWriter writer) => state.Write(writer);

    protected override KeyHolderState ReadState(ref BoundedReader reader) => KeyHolderState.Read(ref reader, Runtime);

    protected override long MaximumBody(string from, string kind) => kind switch
    {
        MessageKind.JobAgreed => AgreementBody.MaximumLength(Job),
        MessageKind.NoiseCommitted when from == Job.ComputingParty.Name && Job.OpensNoise => NoiseCommitment.Length(Job),
        MessageKind.NoiseOpened when from == Job.ComputingParty.Name && Job.OpensNoise => NoiseOpening.MaximumLength(Job),
        MessageKind.SumsMasked when from == Job.ComputingParty.Name => Runtime.MaximumMaskedSums,
        MessageKind.AssignmentMasked when from == Job.ComputingParty.Name && Job.AssignmentReceivers.Count > 0 => Runtime.Ciphertexts.MaximumByteCount,
        _ => -1,
    };

    protected override Task<Step<KeyHolderState>> OnMessageAsync(KeyHolderState state, Message message, CancellationToken cancellationToken) =>
        message.Kind switch
        {
            MessageKind.JobAgreed => TakeConsentAsync(state, message, cancellationToken),
            MessageKind.NoiseCommitted => TakeCommitmentAsync(state, message, cancellationToken),
            MessageKind.NoiseOpened => TakeOpeningAsync(state, message, cancellationToken),
            MessageKind.SumsMasked => TakeSumsAsync(state, message, cancellationToken),
            _ => TakeWeightsAsync(state, message, cancellationToken),
        };

    protected override void Dispose(bool disposing)
    {
        _vault.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Step<KeyHolderState>> TakeConsentAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        (Agreements agreed, BeaconState beacon, Operation received) = await CheckConsentAsync(message, state.Agreed, state.Beacon, cancellationToken).ConfigureAwait(false);
        var step = new Step<KeyHolderState>(state with { Agreed = agreed, Beacon = beacon }, [], [received]);
        return agreed.IsComplete(Job) ? await MakeKeysAsync(step, cancellationToken).ConfigureAwait(false) : step;
    }

    /// <summary>All have agreed: makes the keys and encrypts the party's own columns.</summary>
    private async Task<Step<KeyHolderState>> MakeKeysAsync(Step<KeyHolderState> step, CancellationToken cancellationToken)
    {
        SecretKey secret;
        byte[] keys, publicKey;
        using (Times.Measure(ProtocolPhase.Keys))
        {
            secret = await _vault.CreateAsync(cancellationToken).ConfigureAwait(false);
            using var generator = new KeyGenerator(secret);
            EvaluationKeys made = EvaluationKeys.Create(Plan, generator);
            keys = Runtime.Keys.Write(made);
            publicKey = Runtime.PublicKeys.Write(made.PublicKey);
            _publicKey = made.PublicKey;
        }

        // A journal that is there already is of a key that never left: a crash came between it and the state.
        await Services.Checkpoints.DeleteAsync(CounterName, cancellationToken).ConfigureAwait(false);
        _counter = await ReleaseCounter.CreateAsync(
            Services.Checkpoints, CounterName, SHA256.HashData(keys), Runtime.Flooding, FillSeed, cancellationToken).ConfigureAwait(false);

        byte[][] encrypted;
        using (Times.Measure(ProtocolPhase.Encryption))
        {
            encrypted = ColumnEncryption.Encrypt(
                Runtime, Input.Columns, () => new FeatureEncryptor(Plan, Runtime.Context, secret), Options.MaxDegreeOfParallelism, cancellationToken);
        }

        string computing = Job.ComputingParty.Name;
        var messages = new List<OutgoingMessage> { new(computing, MessageKind.KeysEvaluation, 0, 0, keys) };
        foreach (JobParty party in Job.Parties.Where(p => p.Role == PartyRole.DataParty))
            messages.Add(new OutgoingMessage(party.Name, MessageKind.KeysPublic, 0, 0, publicKey));
        Artifact storedKeys = await StoreAsync(ArtifactName.Keys, keys, cancellationToken).ConfigureAwait(false);
        Artifact storedPublicKey = await StoreAsync(ArtifactName.PublicKey, publicKey, cancellationToken).ConfigureAwait(false);
        var operations = new List<Operation>
        {
            Operation(OperationKind.KeysGenerated, 0, [], [storedKeys, storedPublicKey], ("parameters", Convert.ToHexStringLower(Plan.Parameters.Rlwe.Fingerprint))),
        };
        (IReadOnlyList<OutgoingMessage> features, IReadOnlyList<Operation> sent) = await SendFeaturesAsync(encrypted, cancellationToken).ConfigureAwait(false);
        return new Step<KeyHolderState>(step.State with { Keys = StoredBlob.Of(storedKeys) }, [.. messages, .. features], [.. step.Operations, .. operations, .. sent]);
    }
}
