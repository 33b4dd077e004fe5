using System.IO.Pipelines;

namespace AuditNode.Node.Peers;

/// <summary>Counts the bytes that Kestrel reads from and writes to a connection, below TLS.</summary>
internal sealed class CountingPipe(IDuplexPipe inner, ByteCount count) : IDuplexPipe
{
    public PipeReader Input { get; } = new Reader(inner.Input, count);

    public PipeWriter Output { get; } = new Writer(inner.Output, count);

    private sealed class Reader(PipeReader inner, ByteCount count) : PipeReader
    {
        private System.Buffers.ReadOnlySequence<byte> _buffer;

        public override void AdvanceTo(SequencePosition consumed)
        {
            CountTo(consumed);
            inner.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            CountTo(consumed);
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ReadResult result = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
            _buffer = result.Buffer;
            return result;
        }

        public override bool TryRead(out ReadResult result)
        {
            bool read = inner.TryRead(out result);
            if (read) _buffer = result.Buffer;
            return read;
        }

        private void CountTo(SequencePosition consumed)
        {
            if (!_buffer.IsEmpty) count.Add(sent: 0, received: _buffer.Slice(_buffer.Start, consumed).Length);
            _buffer = default;
        }
    }

    private sealed class Writer(PipeWriter inner, ByteCount count) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            count.Add(sent: bytes, received: 0);
            inner.Advance(bytes);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            count.Add(sent: source.Length, received: 0);
            return inner.WriteAsync(source, cancellationToken);
        }
    }
}
