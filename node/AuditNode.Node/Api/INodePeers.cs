namespace AuditNode.Node.Api;

/// <summary>Other institutions' nodes, as the admin API sees them.</summary>
public interface INodePeers
{
    /// <summary>All that jobs named so far.</summary>
    IReadOnlyList<PeerView> List();
}
