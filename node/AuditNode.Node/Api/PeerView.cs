namespace AuditNode.Node.Api;

/// <summary>Another institution's node.</summary>
/// <param name="Institution">Its chain address.</param>
/// <param name="Endpoint">Where it listens; absent where no job named it.</param>
/// <param name="TlsFingerprint">SHA-256 of its certificate, as the registry has it.</param>
/// <param name="State">What this node knows of it, one line.</param>
/// <param name="BytesSent">Bytes that went to it since the start, with TLS, HTTP and repeats.</param>
/// <param name="BytesReceived">Bytes that came from it.</param>
public sealed record PeerView(string Institution, string? Endpoint, string TlsFingerprint, string State, long BytesSent = 0, long BytesReceived = 0);
