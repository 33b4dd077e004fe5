using AuditNode.Node.Measuring;

namespace AuditNode.Node.Peers;

/// <summary>What the parts of a node that talk to others share.</summary>
/// <param name="Directory">Who is admitted, and where they are.</param>
/// <param name="Inbox">Messages that came.</param>
/// <param name="Jobs">Jobs whose messages are taken.</param>
/// <param name="Refusals">Counts and records what is refused; its clock is the one of all parts.</param>
/// <param name="Traffic">Bytes by peer.</param>
public sealed record PeerServices(PeerDirectory Directory, MessageInbox Inbox, PeerJobs Jobs, RefusalRecorder Refusals, PeerTraffic Traffic)
{
    /// <summary>Counts messages; null for nobody.</summary>
    public PeerMeter? Meter { get; init; }

    /// <summary>Specifications that others may read; null for none.</summary>
    public IOfferedSpecifications? Specifications { get; init; }
}
