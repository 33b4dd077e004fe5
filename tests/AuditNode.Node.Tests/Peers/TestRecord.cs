using System.Text;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Records of messages, and payloads in the engine's form.</summary>
internal static class TestRecord
{
    /// <summary>A payload with the header that the engine writes (docs/protocol-engine.md).</summary>
    public static byte[] Payload(ReadOnlySpan<byte> body, string kind = "data.recorded")
    {
        byte[] name = Encoding.ASCII.GetBytes(kind);
        return [.. "ANPM"u8, 1, 0, (byte)name.Length, 0, .. name, .. new byte[32 + 4 + 4 + 8], .. body];
    }

    public static OperationRecord Of(Address institution, ReadOnlySpan<byte> body, Bytes32? job = null) => new()
    {
        ChainId = 31337,
        Ledger = TestNode.AddressOf(99),
        JobId = job ?? TestPair.JobId,
        Institution = institution,
        Sequence = 3,
        Kind = OperationKind.CiphertextsSent,
        PreviousRecordHash = Keccak256.HashData("before"u8),
        StartedAt = TimeProvider.System.GetUtcNow(),
        FinishedAt = TimeProvider.System.GetUtcNow(),
        Outputs = [ArtifactReference.Of("data", body)],
        Leakage = "none",
        Level = RecordLevel.Attribution,
        Salt = OperationRecord.CreateSalt(),
    };
}
