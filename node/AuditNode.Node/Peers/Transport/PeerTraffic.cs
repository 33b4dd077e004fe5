using System.Collections.Concurrent;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// Bytes between this node and others as they go over TCP: with HTTP/2 and TLS, handshakes and repeats, in both directions, whoever opened
/// the connection. Bytes of connections that are refused belong to nobody. Safe for concurrent use.
/// </summary>
public sealed class PeerTraffic
{
    private readonly ConcurrentDictionary<Address, ByteCount> _byPeer = new();
    private readonly ByteCount _strangers = new();

    /// <summary>Bytes by institution, a copy.</summary>
    public IReadOnlyDictionary<Address, (long Sent, long Received)> ByPeer => _byPeer.ToDictionary(pair => pair.Key, pair => (pair.Value.Sent, pair.Value.Received));

    /// <summary>Bytes of connections without an admitted peer.</summary>
    public (long Sent, long Received) Strangers => (_strangers.Sent, _strangers.Received);

    internal ByteCount Of(Address? institution) => institution is { } known ? _byPeer.GetOrAdd(known, _ => new ByteCount()) : _strangers;
}
