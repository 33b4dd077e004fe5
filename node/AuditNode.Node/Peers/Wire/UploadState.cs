using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>How much of a message its receiver has.</summary>
/// <param name="Offset">Bytes, header included, that are on its disk; those after them are to be sent.</param>
/// <param name="IsComplete">Whether it has taken the message over: its sender may forget it.</param>
/// <param name="Digest">Digest of the header of the message that the bytes belong to; zero where there are none.</param>
public readonly record struct UploadState(long Offset, bool IsComplete, Bytes32 Digest)
{
    /// <summary>Nothing of the message is there.</summary>
    public static UploadState Nothing => default;
}
