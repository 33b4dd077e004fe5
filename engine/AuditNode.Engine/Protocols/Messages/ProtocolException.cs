namespace AuditNode.Engine.Protocols;

/// <summary>
/// A protocol cannot go on as asked. The party that throws it is as it was before: nothing was sent, charged or written.
/// Messages carry no secrets.
/// </summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public abstract class ProtocolException(string message, Exception? inner = null) : Exception(message, inner);
