using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>A message that was acknowledged.</summary>
/// <param name="Id">Its number in this inbox, in the order of arrival.</param>
/// <param name="Header">The header's bytes.</param>
/// <param name="Digest">Their digest.</param>
/// <param name="Body">Digest of the payload's body.</param>
/// <param name="Length">Bytes of header and payload.</param>
/// <param name="IsTaken">Whether the party took it: its file is gone.</param>
internal sealed record InboxRow(long Id, byte[] Header, Bytes32 Digest, Bytes32 Body, long Length, bool IsTaken);
