namespace AuditNode.Engine.Protocols;

/// <summary>Something stored is missing, damaged, or belongs to something else.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class StorageException(string message, Exception? inner = null) : ProtocolException(message, inner);
