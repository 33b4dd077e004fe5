using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>A record that came with a message. Its bytes were checked; that it is anchored was not, and is to be checked later.</summary>
/// <param name="Id">Number of the message, in the order of arrival.</param>
/// <param name="Message">The message.</param>
/// <param name="Institution">Whose record it is.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Bytes">Its canonical bytes.</param>
public sealed record ReceivedRecord(long Id, MessageAddress Message, Address Institution, Bytes32 Hash, ReadOnlyMemory<byte> Bytes);
