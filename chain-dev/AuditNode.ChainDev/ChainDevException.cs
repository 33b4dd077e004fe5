namespace AuditNode.ChainDev;

/// <summary>Something outside this program is not as it must be. The message is one line and says what to do about it.</summary>
/// <param name="error">The kind of failure.</param>
/// <param name="message">One line that names the value or place at fault and the remedy.</param>
/// <param name="inner">What it was noticed by, if anything.</param>
public sealed class ChainDevException(ChainDevError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of failure.</summary>
    public ChainDevError Error { get; } = error;
}
