using System.Buffers;
using System.Net;

namespace AuditNode.Node.Peers;

/// <summary>The body of a request: some of the bytes of a message, read piece by piece.</summary>
internal sealed class RangeContent(OutgoingMessage message, long offset, int count) : HttpContent
{
    private const int PieceLength = 1 << 16;
    private int _written;

    /// <summary>Bytes that were handed to the connection.</summary>
    public int Written => Volatile.Read(ref _written);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            for (int sent = 0; sent < count;)
            {
                Memory<byte> part = piece.AsMemory(0, Math.Min(PieceLength, count - sent));
                await message.ReadAsync(offset + sent, part, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                sent += part.Length;
                Volatile.Write(ref _written, sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = count;
        return true;
    }
}
