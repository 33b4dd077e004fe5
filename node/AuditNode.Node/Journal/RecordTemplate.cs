using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Journal;

/// <summary>
/// What was reported, as its record will say it; what only the journal knows is missing: place, salt, artifacts, commitments, the other
/// side's record.
/// </summary>
/// <param name="Source">What names the report within the stream; null where no report repeats another.</param>
/// <param name="Record">The record, with zeros for what is missing.</param>
/// <param name="Inputs">What went in.</param>
/// <param name="Outputs">What came out.</param>
internal sealed record RecordTemplate(string? Source, OperationRecord Record, IReadOnlyList<Artifact> Inputs, IReadOnlyList<Artifact> Outputs)
{
    private static readonly HashSet<string> s_leaking =
    [
        OperationKind.CiphertextsSent, OperationKind.NoiseAdded, OperationKind.DecryptionReleased, OperationKind.ResultReleased,
    ];

    /// <summary>SHA-256 over all that was reported: equal for equal reports. Two reports of one event differ in their times, which do not count.</summary>
    public Bytes32 Content => (Record with
    {
        Inputs = ArtifactManifest.Shorten(ArtifactManifest.InputsName, References(Inputs), out _),
        Outputs = ArtifactManifest.Shorten(ArtifactManifest.OutputsName, References(Outputs), out _),
        StartedAt = Source?.StartsWith(NodePrefix, StringComparison.Ordinal) == true ? DateTimeOffset.UnixEpoch : Record.StartedAt,
        FinishedAt = Source?.StartsWith(NodePrefix, StringComparison.Ordinal) == true ? DateTimeOffset.UnixEpoch : Record.FinishedAt,
    }).Hash;

    // Names of parties have no slash.
    private const string NodePrefix = "/";

    /// <summary>The template of an operation's record.</summary>
    /// <exception cref="ArgumentException">The operation names a party that the job does not have.</exception>
    public static RecordTemplate Of(Operation operation, string party, JobStream job, JournalIdentity identity) => new(
        $"{party}/{operation.Sequence}",
        Empty(operation.Kind, job.JobId, identity) with
        {
            Round = operation.Round, StartedAt = operation.StartedAt, FinishedAt = operation.FinishedAt, Parameters = operation.Parameters,
            Leakage = s_leaking.Contains(operation.Kind) ? job.Leakage : JobStream.NoLeakage,
            Privacy = operation.Privacy is { } cost ? new RecordPrivacy(cost.Mechanism, cost.Rho.Units, job.Delta) : null,
            Counterparty = operation.Counterparty is { } other ? new RecordCounterparty(InstitutionOf(other, job)) : null,
        },
        operation.Inputs, operation.Outputs);

    /// <summary>The template of the record of an event.</summary>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    public static RecordTemplate Of(NodeEvent happened, DateTimeOffset at, JobStream job, JournalIdentity identity)
    {
        if (happened.Key is { Length: 0 or > NodeEvent.MaximumKeyLength })
            throw new ArgumentException($"A key has 1 to {NodeEvent.MaximumKeyLength} characters.", nameof(happened));
        return new RecordTemplate(
            happened.Key is { } key ? NodePrefix + key : null,
            Empty(happened.Kind, job.JobId, identity) with
            {
                StartedAt = at, FinishedAt = at, Parameters = happened.Parameters,
                Counterparty = happened.Counterparty is { } other ? new RecordCounterparty(other, happened.CounterpartyRecord) : null,
            },
            [], happened.Outputs);
    }

    /// <summary>Names, digests and lengths.</summary>
    public static ArtifactReference[] References(IReadOnlyList<Artifact> artifacts) =>
        [.. artifacts.Select(artifact => new ArtifactReference(artifact.Name, Bytes32.FromBytes(artifact.Sha256.Span), artifact.ByteCount))];

    private static OperationRecord Empty(string kind, Bytes32 job, JournalIdentity identity) => new()
    {
        ChainId = checked((long)identity.ChainId), Ledger = identity.Ledger, JobId = job, Institution = identity.Institution, Sequence = 0, Kind = kind,
        PreviousRecordHash = Bytes32.Zero, StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = DateTimeOffset.UnixEpoch,
        Leakage = JobStream.NoLeakage, Level = RecordLevel.Attribution, Salt = Bytes32.Zero,
    };

    private static Address InstitutionOf(string party, JobStream job) => job.Institutions.TryGetValue(party, out Address institution)
        ? institution
        : throw new ArgumentException($"Job {job.JobId} has no party named '{party}'.", nameof(party));
}
