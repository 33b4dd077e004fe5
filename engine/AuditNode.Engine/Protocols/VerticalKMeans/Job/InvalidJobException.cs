namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>A job's specification, or what a party brings to it, is refused before anything is sent.</summary>
/// <param name="field">The field.</param>
/// <param name="message">What it holds, what is allowed, and what to do.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class InvalidJobException(string field, string message, Exception? inner = null) : ProtocolException($"{field}: {message}", inner)
{
    /// <summary>The field.</summary>
    public string Field { get; } = field;
}
