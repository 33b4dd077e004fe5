using AuditNode.Chain;
using AuditNode.Records.Operations;

namespace AuditNode.Verifier.Trails;

/// <summary>What one archive has in a record's place.</summary>
/// <param name="File">The file, as findings name it.</param>
/// <param name="Bytes">Its bytes; null where they cannot be read.</param>
/// <param name="Fault">Why they cannot be read, or null.</param>
/// <param name="FaultCode">The finding that it amounts to.</param>
internal sealed record RecordCopy(string File, byte[]? Bytes, string? Fault, string FaultCode)
{
    /// <summary>SHA-256 of the bytes.</summary>
    public Bytes32? Hash { get; } = Bytes is null ? null : OperationRecord.HashOf(Bytes);
}
