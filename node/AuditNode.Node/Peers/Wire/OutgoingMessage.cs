using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>A message as it goes over the wire: a header, then the payload, one string of bytes whose positions count from the header's first.</summary>
public sealed class OutgoingMessage : IDisposable
{
    private readonly byte[] _header;
    private readonly PayloadSource _payload;

    /// <summary>Joins a header and a payload.</summary>
    /// <param name="header">The header.</param>
    /// <param name="payload">The payload, of which it disposes.</param>
    /// <exception cref="ArgumentException">The header is about another length, or a field of it is out of range.</exception>
    public OutgoingMessage(WireHeader header, PayloadSource payload)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(payload);
        if (header.PayloadLength != payload.Length) throw new ArgumentException($"The header is about {header.PayloadLength} bytes, the payload has {payload.Length}.", nameof(payload));
        (Header, _payload, _header) = (header, payload, header.ToBytes());
        Digest = WireHeader.DigestOf(_header);
    }

    /// <summary>The header.</summary>
    public WireHeader Header { get; }

    /// <summary>Digest of the header's bytes.</summary>
    public Bytes32 Digest { get; }

    /// <summary>Bytes of header and payload.</summary>
    public long Length => _header.Length + _payload.Length;

    /// <summary>Bytes of the header.</summary>
    public int HeaderLength => _header.Length;

    /// <summary>Reads bytes of the message.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="destination">Filled entirely.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    public async ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (offset < _header.Length)
        {
            int count = (int)Math.Min(destination.Length, _header.Length - offset);
            _header.AsSpan((int)offset, count).CopyTo(destination.Span);
            (offset, destination) = (offset + count, destination[count..]);
        }

        if (destination.Length > 0) await _payload.ReadAsync(offset - _header.Length, destination, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _payload.Dispose();
}
