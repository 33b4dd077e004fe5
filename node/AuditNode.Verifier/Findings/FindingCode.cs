namespace AuditNode.Verifier.Findings;

/// <summary>
/// What can be wrong with an audit trail, by stable codes for programs (docs/verification.md has the same list). The part before the point
/// says where to look: the files, the chain, a record, a proof, an artifact, the job, privacy, messages between parties, a replay.
/// </summary>
public static class FindingCode
{
    /// <summary>A file or folder of an archive cannot be read, is a link, or exceeds a bound.</summary>
    public const string ArchiveUnreadable = "archive.unreadable";

    /// <summary>A file lies where no archive has one, or under a name that it does not deserve.</summary>
    public const string ArchiveFile = "archive.file";

    /// <summary>A bundle is not, byte for byte, what its manifest says.</summary>
    public const string BundleDamaged = "bundle.damaged";

    /// <summary>A bundle was made for another chain or other contracts than those that were asked.</summary>
    public const string BundleElsewhere = "bundle.elsewhere";

    /// <summary>The node is of another chain, or the addresses are not those of contracts that belong together.</summary>
    public const string ChainIdentity = "chain.identity";

    /// <summary>The chain could not be read.</summary>
    public const string ChainUnreachable = "chain.unreachable";

    /// <summary>The events of a stream are not numbered without gaps from 0, or not by an institution that may write.</summary>
    public const string ChainGap = "chain.gap";

    /// <summary>What the ledger stores, or its head, is not what its events say.</summary>
    public const string ChainHead = "chain.head";

    /// <summary>The state that a block commits to does not hold the record's hash (eth_getProof).</summary>
    public const string ChainState = "chain.state";

    /// <summary>The transaction behind an event is not the institution's call of the ledger with this record.</summary>
    public const string ChainTransaction = "chain.transaction";

    /// <summary>The institution had no proof key, or another one than the call names.</summary>
    public const string ProofKey = "proof.key";

    /// <summary>The proof in the transaction does not hold.</summary>
    public const string ProofInvalid = "proof.invalid";

    /// <summary>A record is anchored, and the archive, which has others of its stream, lacks it.</summary>
    public const string RecordMissing = "record.missing";

    /// <summary>The archived bytes are not those whose hash is anchored.</summary>
    public const string RecordHash = "record.hash";

    /// <summary>The archived bytes are no record in canonical form.</summary>
    public const string RecordFormat = "record.format";

    /// <summary>Chain, ledger, job, institution or number inside of the record are not those of its place.</summary>
    public const string RecordPlace = "record.place";

    /// <summary>The hash of the record before, inside of the record, is not that of the record before.</summary>
    public const string RecordPrevious = "record.previous";

    /// <summary>Two archives have different bytes for one place.</summary>
    public const string RecordConflict = "record.conflict";

    /// <summary>The archive has records of an institution that is no party of the job, or beyond a gap.</summary>
    public const string RecordForeign = "record.foreign";

    /// <summary>Archived records are not anchored yet. Nothing is wrong with them; nothing vouches for them either.</summary>
    public const string RecordUnanchored = "record.unanchored";

    /// <summary>A stream is anchored, and no archive has any record of it.</summary>
    public const string StreamAbsent = "stream.absent";

    /// <summary>A record names an artifact that no archive with its stream has.</summary>
    public const string ArtifactMissing = "artifact.missing";

    /// <summary>The bytes of an artifact are not those of its digest.</summary>
    public const string ArtifactDamaged = "artifact.damaged";

    /// <summary>An artifact has another length than a record says.</summary>
    public const string ArtifactLength = "artifact.length";

    /// <summary>A list of artifacts or commitments that a record names as an artifact is malformed.</summary>
    public const string ArtifactManifest = "artifact.manifest";

    /// <summary>The proof of a record is not about the relation that the record's commitments demand.</summary>
    public const string RelationStatement = "relation.statement";

    /// <summary>A proof of a relation that is an artifact does not hold.</summary>
    public const string RelationProof = "relation.proof";

    /// <summary>A record claims a relation, and there is no proof of one.</summary>
    public const string RelationAbsent = "relation.absent";

    /// <summary>The chain has no such job.</summary>
    public const string JobUnknown = "job.unknown";

    /// <summary>No archive has the job's specification.</summary>
    public const string SpecificationAbsent = "specification.absent";

    /// <summary>The archived specification is not the one whose hash the parties consented to.</summary>
    public const string SpecificationHash = "specification.hash";

    /// <summary>The archived specification is malformed, or describes no job that can be run.</summary>
    public const string SpecificationFormat = "specification.format";

    /// <summary>Parties, clusters, rounds or budget of the specification are not those of the job on the chain.</summary>
    public const string SpecificationChain = "specification.chain";

    /// <summary>Parties with columns have other identifiers of records, or another order.</summary>
    public const string RecordsDiffer = "records.differ";

    /// <summary>Something was released before a data holder had consented.</summary>
    public const string ConsentMissing = "consent.missing";

    /// <summary>An operation stands where the protocol has no place for it.</summary>
    public const string OrderKind = "order.kind";

    /// <summary>The value that chooses which candidates of noise are opened is not the hash of a block that followed their commitment.</summary>
    public const string BeaconValue = "beacon.value";

    /// <summary>A release was not charged to the data holder's budget.</summary>
    public const string PrivacyUncharged = "privacy.uncharged";

    /// <summary>A release was charged with another amount than its record says.</summary>
    public const string PrivacyAmount = "privacy.amount";

    /// <summary>A release was charged after it was anchored.</summary>
    public const string PrivacyLate = "privacy.late";

    /// <summary>The releases of a party, or its charges, exceed the budget of the specification.</summary>
    public const string PrivacyOverspent = "privacy.overspent";

    /// <summary>A charge names a record that releases nothing.</summary>
    public const string PrivacyUnrecorded = "privacy.unrecorded";

    /// <summary>Charges were not checked, because no contract of budgets was named.</summary>
    public const string PrivacyUnchecked = "privacy.unchecked";

    /// <summary>A party says that it sent something, and the receiver's records do not.</summary>
    public const string MessageUnanswered = "message.unanswered";

    /// <summary>A party says that it received something that the sender's records do not know.</summary>
    public const string MessageInvented = "message.invented";

    /// <summary>Sender and receiver name different bytes, or different parties, for one message.</summary>
    public const string MessageDiffers = "message.differs";

    /// <summary>A party says twice that it received one message.</summary>
    public const string MessageRepeated = "message.repeated";

    /// <summary>A record of a message does not name the message's body.</summary>
    public const string MessageUnnamed = "message.unnamed";

    /// <summary>The result on the chain is not what the records release.</summary>
    public const string ResultDiffers = "result.differs";

    /// <summary>A replay of an operation gives other outputs.</summary>
    public const string ReplayDifferent = "replay.different";

    /// <summary>An operation cannot be replayed: an artifact is missing or not what the operation needs.</summary>
    public const string ReplayUnusable = "replay.unusable";

    /// <summary>All codes, in the order in which findings about one place are told: causes before consequences.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ChainUnreachable, ChainIdentity, ArchiveUnreadable, ArchiveFile, BundleDamaged, BundleElsewhere,
        JobUnknown, SpecificationAbsent, SpecificationHash, SpecificationFormat, SpecificationChain, StreamAbsent,
        ChainGap, ChainHead, ChainState, ChainTransaction, ProofKey, ProofInvalid,
        RecordMissing, RecordConflict, RecordHash, RecordFormat, RecordPlace, RecordPrevious, RecordForeign,
        ArtifactManifest, ArtifactMissing, ArtifactDamaged, ArtifactLength,
        RelationStatement, RelationProof, RelationAbsent,
        RecordsDiffer, ConsentMissing, OrderKind, BeaconValue, PrivacyUncharged, PrivacyAmount, PrivacyLate, PrivacyOverspent, PrivacyUnrecorded, PrivacyUnchecked,
        MessageUnnamed, MessageUnanswered, MessageInvented, MessageDiffers, MessageRepeated, ResultDiffers,
        ReplayDifferent, ReplayUnusable, RecordUnanchored,
    ];
}
