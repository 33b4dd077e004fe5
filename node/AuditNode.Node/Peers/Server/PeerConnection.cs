using AuditNode.Chain;
using Microsoft.AspNetCore.Connections;

namespace AuditNode.Node.Peers;

/// <summary>A connection that another node opened; a feature of its requests.</summary>
/// <param name="context">Kestrel's connection.</param>
internal sealed class PeerConnection(ConnectionContext context)
{
    public ByteCount Bytes { get; } = new();

    /// <summary>Certificate of the peer; zero before the handshake is over.</summary>
    public Bytes32 Fingerprint { get; set; }

    public void Abort(string reason) => context.Abort(new ConnectionAbortedException(reason));
}
