namespace AuditNode.Node.Peers;

/// <summary>Bytes in both directions. Safe for concurrent use.</summary>
internal sealed class ByteCount
{
    private readonly Lock _lock = new();
    private long _sent, _received;
    private ByteCount? _total;

    public long Sent
    {
        get
        {
            lock (_lock) return _sent;
        }
    }

    public long Received
    {
        get
        {
            lock (_lock) return _received;
        }
    }

    public void Add(long sent, long received)
    {
        lock (_lock)
        {
            _sent += sent;
            _received += received;
            _total?.Add(sent, received);
        }
    }

    /// <summary>Adds what was counted, and whatever comes, to a total: whose bytes they are is known after the handshake only.</summary>
    public void Join(ByteCount total)
    {
        lock (_lock)
        {
            _total = total;
            total.Add(_sent, _received);
        }
    }
}
