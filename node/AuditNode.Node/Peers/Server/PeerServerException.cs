using System.Net;

namespace AuditNode.Node.Peers;

/// <summary>The node cannot listen for others.</summary>
/// <param name="listen">Where it was to listen.</param>
/// <param name="message">Why not, and what to do.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class PeerServerException(IPEndPoint listen, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Where it was to listen.</summary>
    public IPEndPoint Listen { get; } = listen;
}
