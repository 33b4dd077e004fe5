namespace AuditNode.Node.Peers;

/// <summary>The inbox cannot be opened.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="inner">What was wrong underneath.</param>
public sealed class InboxException(string message, Exception inner) : IOException(message, inner);
