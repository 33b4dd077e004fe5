namespace AuditNode.Node.Peers;

/// <summary>The bytes of a payload, read in pieces and as often as a broken connection asks for.</summary>
public abstract class PayloadSource : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes that are in memory.</summary>
    /// <param name="content">The bytes; not to be changed afterwards.</param>
    public static PayloadSource FromMemory(ReadOnlyMemory<byte> content) => new Memory(content);

    /// <summary>Bytes of a file, which stay there.</summary>
    /// <param name="path">The file; not to be changed before the source is disposed of.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static PayloadSource FromFile(string path) => new OpenFile(path);

    /// <summary>Reads some of the bytes.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="destination">Filled entirely.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <exception cref="EndOfStreamException">There are not that many.</exception>
    public abstract ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is open.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class Memory(ReadOnlyMemory<byte> content) : PayloadSource
    {
        public override long Length => content.Length;

        public override ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken = default)
        {
            if (offset + destination.Length > content.Length) throw new EndOfStreamException();
            content.Slice((int)offset, destination.Length).CopyTo(destination);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class OpenFile(string path) : PayloadSource
    {
        private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _handle = File.OpenHandle(path, options: FileOptions.Asynchronous);

        public override long Length => RandomAccess.GetLength(_handle);

        public override async ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken = default)
        {
            while (destination.Length > 0)
            {
                int read = await RandomAccess.ReadAsync(_handle, destination, offset, cancellationToken).ConfigureAwait(false);
                if (read == 0) throw new EndOfStreamException($"{path} became shorter while it was being sent.");
                destination = destination[read..];
                offset += read;
            }
        }

        protected override void Dispose(bool disposing) => _handle.Dispose();
    }
}
