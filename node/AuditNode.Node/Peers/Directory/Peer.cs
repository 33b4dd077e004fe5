using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>An institution that this node may talk to.</summary>
/// <param name="Institution">Its chain address.</param>
/// <param name="Endpoint">Where its node listens.</param>
/// <param name="Fingerprint">SHA-256 of the DER encoding of the certificate that it has to show.</param>
public sealed record Peer(Address Institution, Uri Endpoint, Bytes32 Fingerprint);
