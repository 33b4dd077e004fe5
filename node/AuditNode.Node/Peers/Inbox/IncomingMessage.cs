using System.Buffers;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>A message of which a part is here: a file with the bytes as they came, header first. Not safe for concurrent use.</summary>
internal sealed class IncomingMessage : IDisposable
{
    private const int BufferLength = 1 << 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _file;
    private readonly PayloadDigest _hash = new();
    private bool _unflushed = true;

    private IncomingMessage(FileStream file, WireHeader header, Bytes32 digest, int headerLength)
    {
        (_file, Header, Digest, HeaderLength, Offset) = (file, header, digest, headerLength, headerLength);
        Length = headerLength + header.PayloadLength;
    }

    public WireHeader Header { get; }

    public Bytes32 Digest { get; }

    public int HeaderLength { get; }

    public long Offset { get; private set; }

    public long Length { get; }

    public DateTimeOffset BegunAt { get; } = TimeProvider.System.GetUtcNow();

    public long? BodyLength => _hash.BodyLength;

    /// <summary>Begins a message whose header is checked; replaces the file.</summary>
    public static IncomingMessage Begin(string path, byte[] header, WireHeader parsed)
    {
        FileStream? file = null;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            file = new FileStream(path, options);
            file.Write(header);
            return new IncomingMessage(file, parsed, WireHeader.DigestOf(header), header.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Failed(e);
        }
    }

    /// <summary>Takes up a message from its file, hashing what is there again.</summary>
    /// <returns>Null where there is no file, or none that begins with a header.</returns>
    public static async Task<IncomingMessage?> ReopenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return null;
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        IncomingMessage? message = null;
        try
        {
            byte[] header = await ReadHeaderAsync(file, cancellationToken).ConfigureAwait(false);
            message = new IncomingMessage(file, WireHeader.Parse(header), WireHeader.DigestOf(header), header.Length);
            await message.HashAsync(cancellationToken).ConfigureAwait(false);
            if (message.Offset > message.Length) throw WireHeader.Malformed("payload length", "more bytes are stored");
            return message;
        }
        catch (RefusedException)
        {
            // Cut off within the header, or lost with the power: it begins anew.
            message?._hash.Dispose();
            await file.DisposeAsync().ConfigureAwait(false);
            File.Delete(path);
            return null;
        }
        catch (Exception e)
        {
            message?._hash.Dispose();
            await file.DisposeAsync().ConfigureAwait(false);
            if (e is IOException) throw Failed(e);
            throw;
        }
    }

    /// <summary>Reads the bytes of a header, and no further.</summary>
    /// <exception cref="RefusedException">They are cut off, or no header.</exception>
    public static async Task<byte[]> ReadHeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[WireHeader.PrefixLength];
        try
        {
            await stream.ReadExactlyAsync(prefix, cancellationToken).ConfigureAwait(false);
            byte[] header = new byte[WireHeader.ReadLength(prefix)];
            prefix.CopyTo(header, 0);
            await stream.ReadExactlyAsync(header.AsMemory(prefix.Length), cancellationToken).ConfigureAwait(false);
            return header;
        }
        catch (EndOfStreamException e)
        {
            throw new RefusedException(RefusalReason.Malformed, "the request ends within the header, which has to come in one piece", e);
        }
    }

    /// <summary>Takes bytes until the stream ends or breaks; those that came count either way.</summary>
    /// <exception cref="RefusedException">There are more bytes than the message has, or the disk refuses them.</exception>
    public async Task AppendAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (true)
            {
                int read = await body.ReadAsync(buffer.AsMemory(0, BufferLength), cancellationToken).ConfigureAwait(false);
                if (read == 0) return;
                if (Offset + read > Length) throw new RefusedException(RefusalReason.TooManyBytes, $"the message has {Length} bytes with its header, more were sent");
                try
                {
                    await _file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
                }
                catch (IOException e)
                {
                    throw Failed(e);
                }

                _hash.Append(buffer.AsSpan(0, read));
                Offset += read;
                _unflushed = true;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Puts what came on the disk.</summary>
    /// <exception cref="RefusedException">The disk refuses.</exception>
    public void Flush()
    {
        if (!_unflushed) return;
        try
        {
            _file.Flush(flushToDisk: true);
            _unflushed = false;
        }
        catch (IOException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>Digests of the payload and its body; once, at the end.</summary>
    public (Bytes32 Payload, Bytes32 Body) FinishHash() => _hash.Finish();

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
    }

    private static RefusedException Failed(Exception e) => new(RefusalReason.StorageFailed, "the disk does not take the message; try again later", e);

    private async Task HashAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int read;
            while ((read = await _file.ReadAsync(buffer.AsMemory(0, BufferLength), cancellationToken).ConfigureAwait(false)) > 0)
            {
                _hash.Append(buffer.AsSpan(0, read));
                Offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
