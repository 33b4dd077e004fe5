using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>An institution cannot be talked to, because it is not known which certificate is its own.</summary>
/// <param name="institution">The institution.</param>
/// <param name="reason">Why, and what to do.</param>
/// <param name="inner">Why the registry could not be read, or null.</param>
public sealed class PeerUnknownException(Address institution, string reason, Exception? inner = null)
    : Exception($"{institution} is not admitted: {reason}.", inner)
{
    /// <summary>The institution.</summary>
    public Address Institution { get; } = institution;
}
