using System.Net;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Something that a peer did and that was refused. What a peer wrote is not in it, only what this node found.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What was found, one line.</param>
public sealed record Refusal(DateTimeOffset At, RefusalReason Reason, string Detail)
{
    /// <summary>The institution whose certificate it came under, or null for a stranger.</summary>
    public Address? Institution { get; init; }

    /// <summary>Fingerprint of the certificate that was shown, or null where none was.</summary>
    public Bytes32? Fingerprint { get; init; }

    /// <summary>Where it came from, or null where that is not known.</summary>
    public IPAddress? Remote { get; init; }

    /// <summary>The message, or null where it did not get that far.</summary>
    public MessageAddress? Message { get; init; }

    /// <summary>How many refusals of the same peer for the same reason were counted, but not written, since the one before.</summary>
    public long Unwritten { get; init; }
}
