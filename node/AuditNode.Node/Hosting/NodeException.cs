namespace AuditNode.Node.Hosting;

/// <summary>Something outside the program is not as it must be. The message holds no secret, and says what to do about it.</summary>
/// <param name="error">The kind of failure.</param>
/// <param name="message">One line (several where several settings are wrong) that names value or place at fault and the remedy.</param>
/// <param name="inner">What it was noticed by, if anything.</param>
public sealed class NodeException(NodeError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of failure.</summary>
    public NodeError Error { get; } = error;
}
