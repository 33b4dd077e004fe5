using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.OnChain;

/// <summary>A chain cannot be read, or is not the one that was meant. The message says what to do.</summary>
/// <param name="code">The finding that it amounts to: <see cref="FindingCode.ChainUnreachable"/> or <see cref="FindingCode.ChainIdentity"/>.</param>
/// <param name="message">What is wrong, and the remedy.</param>
/// <param name="inner">The failure underneath, or null.</param>
public sealed class ChainReadException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The finding that it amounts to.</summary>
    public string Code { get; } = code;
}
