using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <summary>
/// Commitments that are too many for a record: an artifact, canonical JSON, among the record's outputs, whose <c>commitments</c> are then
/// empty.
/// </summary>
public static class CommitmentList
{
    /// <summary>Schema of lists of commitments.</summary>
    public const string Schema = "auditnode.commitments/1";

    /// <summary>The name under which the artifact stands among the outputs.</summary>
    public const string Name = "commitments";

    /// <summary>The most commitments: those of k = 256 clusters of 1,024 features would be 2^18, more than anybody commits to.</summary>
    public const int MaximumCount = 1 << 16;

    /// <summary>The most canonical bytes.</summary>
    public const int MaximumByteCount = 1 << 24;

    /// <summary>
    /// What a record names: the commitments themselves, or where they are more than <see cref="OperationRecord.MaximumCommitments"/> none, and
    /// an artifact, which the caller puts into the archive and names in the outputs.
    /// </summary>
    /// <param name="commitments">The commitments by name.</param>
    /// <param name="artifact">The artifact's bytes, or null where none is needed.</param>
    /// <exception cref="RecordFormatException">There are too many, or one is out of range.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Shorten(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, out byte[]? artifact)
    {
        artifact = commitments.Count > OperationRecord.MaximumCommitments ? ToBytes(commitments) : null;
        return artifact is null ? commitments : System.Collections.Immutable.ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
    }

    /// <summary>The canonical bytes.</summary>
    /// <param name="commitments">The commitments by name.</param>
    /// <exception cref="RecordFormatException">There are too many, or one is out of range.</exception>
    public static byte[] ToBytes(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments)
    {
        RecordMaps.RequireCommitments(commitments, MaximumCount);
        return new MemberWriter().Add("schema", Schema).Add("commitments", RecordMaps.WriteCommitments(commitments)).ToObject().ToBytes();
    }

    /// <summary>Reads canonical bytes, and refuses everything else.</summary>
    /// <param name="bytes">Bytes of untrusted origin.</param>
    /// <exception cref="RecordFormatException">They are no list of commitments in canonical form; the member and what is wrong.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(bytes, MaximumByteCount));
        reader.Schema(Schema);
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments = RecordMaps.ReadCommitments("commitments", reader.Members("commitments", MaximumCount));
        reader.End();
        RecordMaps.RequireCommitments(commitments, MaximumCount);
        return commitments;
    }
}
