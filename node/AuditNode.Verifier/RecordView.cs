using AuditNode.Chain;

namespace AuditNode.Verifier;

/// <summary>A record as <c>audit show</c> shows it.</summary>
/// <param name="Institution">Whose.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Kind">Its kind, or null where it is not archived or malformed.</param>
/// <param name="Round">Its round.</param>
/// <param name="Hash">The anchored hash, or that of the archived bytes.</param>
/// <param name="Block">The block in which it was anchored, or null.</param>
/// <param name="Transaction">The transaction, or null.</param>
/// <param name="Proof"><c>single</c>, <c>batch</c> or <c>relation</c>; null where it is not anchored.</param>
/// <param name="IsSound">Whether the archived bytes are what is anchored, and belong where they lie.</param>
/// <param name="Content">The canonical bytes of a sound record, or of one that is not anchored; null otherwise.</param>
public sealed record RecordView(
    Address Institution, long Sequence, string? Kind, int? Round, Bytes32? Hash, ulong? Block, Bytes32? Transaction, string? Proof, bool IsSound,
    ReadOnlyMemory<byte>? Content);
