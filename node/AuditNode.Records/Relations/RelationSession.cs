using System.Buffers.Binary;
using System.Text;
using AuditNode.Chain;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Records.Relations;

/// <summary>
/// What the proofs in a <c>relation.proof</c> artifact are bound to: chain, ledger, job, institution, kind of record and round. Not the
/// record's place or hash, because the record names the artifact: that the artifact belongs to the record is bound by the record's hash.
/// </summary>
/// <remarks>
/// The session is DeriveSessionID (draft-irtf-cfrg-fiat-shamir) of a tag as in docs/proofs.md: the label <see cref="Label"/>, padded with
/// zeros to 64 bytes, and words of 32 bytes: chainId, ledger, 1, jobId, institution, round, Keccak-256 of the kind in UTF-8.
/// </remarks>
public sealed class RelationSession
{
    /// <summary>Begins the tag.</summary>
    public const string Label = "AuditNode-V01-artifact-DSFS-with-sigma-proofs_Keccak256_BN254";

    private const int LabelLength = 64;
    private const int WordCount = 7;
    private const int Schema = 1;

    /// <summary>Puts the tag together.</summary>
    /// <param name="chainId">The chain's id (EIP-155), not negative.</param>
    /// <param name="ledger">The AuditLedger contract.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution whose record names the artifact.</param>
    /// <param name="kind">The record's kind.</param>
    /// <param name="round">The record's round, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public RelationSession(long chainId, Address ledger, Bytes32 jobId, Address institution, string kind, int round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chainId);
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        byte[] tag = new byte[LabelLength + (WordCount * Bytes32.ByteCount)];
        Encoding.ASCII.GetBytes(Label, tag);
        Span<byte> words = tag.AsSpan(LabelLength);
        WriteNumber(words, 0, chainId);
        ledger.Write(Word(words, 1)[^Address.ByteCount..]);
        WriteNumber(words, 2, Schema);
        jobId.Write(Word(words, 3));
        institution.Write(Word(words, 4)[^Address.ByteCount..]);
        WriteNumber(words, 5, round);
        Chain.Keccak256.HashData(Encoding.UTF8.GetBytes(kind), Word(words, 6));
        Tag = tag;
        Id = Ciphersuite.Bn254Keccak256.DeriveSessionId(tag, Flavor.Batchable);
    }

    /// <summary>The tag, 288 bytes.</summary>
    public ReadOnlyMemory<byte> Tag { get; }

    /// <summary>The session identifier.</summary>
    public SessionId Id { get; }

    /// <summary>The session of a record.</summary>
    /// <param name="record">The record that names the artifact.</param>
    public static RelationSession Of(Operations.OperationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new RelationSession(record.ChainId, record.Ledger, record.JobId, record.Institution, record.Kind, record.Round);
    }

    private static Span<byte> Word(Span<byte> words, int index) => words.Slice(index * Bytes32.ByteCount, Bytes32.ByteCount);

    private static void WriteNumber(Span<byte> words, int index, long value) =>
        BinaryPrimitives.WriteInt64BigEndian(Word(words, index)[^sizeof(long)..], value);
}
