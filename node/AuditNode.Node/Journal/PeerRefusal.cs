using AuditNode.Chain;

namespace AuditNode.Node.Journal;

/// <summary>What was refused of a peer for one reason. Of what the peer wrote it has the message's address, which was parsed, and nothing else.</summary>
/// <param name="Institution">The institution whose certificate it came under; null for all strangers together.</param>
/// <param name="Reason">Why, in kebab case (docs/peers.md).</param>
/// <param name="Count">How often at least: of a flood the last ones are counted in memory only.</param>
/// <param name="FirstAt">When it was first written.</param>
/// <param name="LastAt">When it was last written.</param>
/// <param name="Message">The last message, as job, sender, receiver and number; null where it did not get that far.</param>
/// <param name="Detail">What was found of the last one, one line.</param>
public sealed record PeerRefusal(Address? Institution, string Reason, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string? Message, string Detail);
