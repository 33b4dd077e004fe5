namespace AuditNode.Node.Peers;

/// <summary>
/// A request's body that has to come at a least rate on average, once a grace period is over. Kestrel's own limit cuts the connection with all
/// its requests and names no reason; this one ends the request, and is recorded.
/// </summary>
internal sealed class PacedBody(Stream inner, int minimumRate, TimeSpan grace, TimeProvider clock) : Stream
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // timers take no more than 49

    private readonly long _started = clock.GetTimestamp();
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The bytes so far pay for this much time; the grace period comes on top.
        TimeSpan left = grace + TimeSpan.FromSeconds((double)_bytes / minimumRate) - clock.GetElapsedTime(_started);
        if (left <= TimeSpan.Zero) throw TooSlow();
        using var late = new CancellationTokenSource(left < LongestWait ? left : LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            int read = await inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            _bytes += read;
            return read;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TooSlow();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private RefusedException TooSlow() => new(RefusalReason.TooSlow, $"{_bytes} bytes came in {clock.GetElapsedTime(_started).TotalSeconds:0} s; at least {minimumRate} per second must");
}
