namespace AuditNode.Node.Peers;

/// <summary>A certificate or its file cannot be used. Messages carry no key material.</summary>
/// <param name="field">What is wrong: <c>file</c>, <c>rights</c>, <c>private key</c>, <c>curve</c> or <c>validity</c>.</param>
/// <param name="message">What is wrong with it and what to do.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class PeerCertificateException(string field, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public string Field { get; } = field;
}
