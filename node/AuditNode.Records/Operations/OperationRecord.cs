using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Zk.Records;

namespace AuditNode.Records.Operations;

/// <summary>
/// One entry of the audit trail: an operation, or one end of a message, of one institution in one job. Its canonical bytes (schema
/// <see cref="Schema"/>, docs/records.md) are what is archived, and their SHA-256 what is anchored. Immutable; equal where the bytes are.
/// </summary>
public sealed partial record OperationRecord
{
    /// <summary>The schema that <see cref="ToBytes"/> writes and <see cref="Parse"/> reads.</summary>
    public const string Schema = "auditnode.record/1";

    /// <summary>The most canonical bytes: what AuditChallenge takes as an answer on the chain.</summary>
    public const int MaximumByteCount = 8192;

    /// <summary>The largest sequence: 12 digits, which name the file in an archive; the ledger has places for a few more.</summary>
    public const long MaximumSequence = 999_999_999_999;

    /// <summary>The most artifacts that a list names; longer lists become a manifest (<see cref="ArtifactManifest"/>).</summary>
    public const int MaximumArtifacts = 16;

    /// <summary>The most commitments; more become an artifact (<see cref="CommitmentList"/>).</summary>
    public const int MaximumCommitments = 16;

    /// <summary>The most parameters.</summary>
    public const int MaximumParameters = 32;

    /// <summary>The most characters of a parameter's value.</summary>
    public const int MaximumParameterLength = 512;

    /// <summary>The most bytes of a commitment: the element, 64, and the length of a vector, 4.</summary>
    public const int MaximumCommitmentLength = 68;

    private readonly DateTimeOffset _startedAt;
    private readonly DateTimeOffset _finishedAt;

    /// <summary>The chain's id (EIP-155), 1 to 2^53 - 1.</summary>
    public required long ChainId { get; init; }

    /// <summary>The AuditLedger contract that the record is for.</summary>
    public required Address Ledger { get; init; }

    /// <summary>The job's number in JobRegistry.</summary>
    public required Bytes32 JobId { get; init; }

    /// <summary>Whose record it is.</summary>
    public required Address Institution { get; init; }

    /// <summary>Gapless number among the records of this institution in this job, from 0 to <see cref="MaximumSequence"/>.</summary>
    public required long Sequence { get; init; }

    /// <summary>What was done, for instance <c>sums.evaluated</c>: 1 to 64 of a-z, 0-9, '.', '-' and '_'.</summary>
    public required string Kind { get; init; }

    /// <summary>Round from 1, or 0 outside of rounds.</summary>
    public int Round { get; init; }

    /// <summary>Hash of the record before; of record 0 the stream's id (<see cref="StreamIdOf"/>).</summary>
    public required Bytes32 PreviousRecordHash { get; init; }

    /// <summary>When it began: UTC, cut to milliseconds.</summary>
    public required DateTimeOffset StartedAt { get => _startedAt; init => _startedAt = RecordText.ToMilliseconds(value); }

    /// <summary>When it was finished: UTC, cut to milliseconds; not before <see cref="StartedAt"/>.</summary>
    public required DateTimeOffset FinishedAt { get => _finishedAt; init => _finishedAt = RecordText.ToMilliseconds(value); }

    /// <summary>What went in, in the order of the operation; names may repeat. At most <see cref="MaximumArtifacts"/>.</summary>
    public IReadOnlyList<ArtifactReference> Inputs { get; init; } = [];

    /// <summary>What came out, likewise.</summary>
    public IReadOnlyList<ArtifactReference> Outputs { get; init; } = [];

    /// <summary>Public values by name; numbers as decimal integers or round-trip decimals.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Declared class of leakage, as in the job's specification; <c>none</c> where nothing leaks.</summary>
    public required string Leakage { get; init; }

    /// <summary>What it costs of the privacy budget, or null for nothing.</summary>
    public RecordPrivacy? Privacy { get; init; }

    /// <summary>The other end of a message, or null.</summary>
    public RecordCounterparty? Counterparty { get; init; }

    /// <summary>Encoded commitments by name (docs/records.md); at most <see cref="MaximumCommitments"/>.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Commitments { get; init; } = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>What the record's proof shows.</summary>
    public required RecordLevel Level { get; init; }

    /// <summary>32 random bytes, so that the hash of a record of few possible contents cannot be searched.</summary>
    public required Bytes32 Salt { get; init; }

    /// <summary>SHA-256 of the canonical bytes. Computed anew each time.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range.</exception>
    public Bytes32 Hash => HashOf(ToBytes());

    /// <summary>SHA-256 of bytes: the hash of the record whose canonical bytes they are.</summary>
    /// <param name="canonicalBytes">Canonical bytes.</param>
    public static Bytes32 HashOf(ReadOnlySpan<byte> canonicalBytes) => Bytes32.FromBytes(SHA256.HashData(canonicalBytes));

    /// <summary>What stands in for the hash of the record before record 0: the contract's streamId.</summary>
    /// <param name="chainId">The chain's id, not negative.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    public static Bytes32 StreamIdOf(long chainId, Address ledger, Bytes32 jobId, Address institution) =>
        Bytes32.FromBytes(StreamId.Derive(checked((ulong)chainId), ledger.ToArray(), jobId.ToArray(), institution.ToArray()));

    /// <summary>32 random bytes for <see cref="Salt"/>.</summary>
    public static Bytes32 CreateSalt() => Bytes32.FromBytes(RandomNumberGenerator.GetBytes(Bytes32.ByteCount));

    /// <summary>Whether both have the same canonical bytes.</summary>
    /// <param name="other">Another record.</param>
    public bool Equals(OperationRecord? other) => other is not null && (ReferenceEquals(this, other) || ToBytes().AsSpan().SequenceEqual(other.ToBytes()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(JobId, Institution, Sequence, Salt);

    /// <summary>Where the record belongs and what it is about, without its contents.</summary>
    public override string ToString() => $"record {Sequence} of {Institution} in job {JobId}: {Kind}";
}
