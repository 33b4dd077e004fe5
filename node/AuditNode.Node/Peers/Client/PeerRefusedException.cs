using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Another node refused a message of this one.</summary>
/// <param name="institution">Who refused.</param>
/// <param name="message">The message.</param>
/// <param name="reason">Why.</param>
/// <param name="detail">What it says it found.</param>
public sealed class PeerRefusedException(Address institution, MessageAddress message, RefusalReason reason, string detail)
    : Exception($"{institution} refused {message}: {reason.ToCode()} ({detail}).")
{
    /// <summary>Who refused.</summary>
    public Address Institution { get; } = institution;

    /// <summary>Why.</summary>
    public RefusalReason Reason { get; } = reason;
}
