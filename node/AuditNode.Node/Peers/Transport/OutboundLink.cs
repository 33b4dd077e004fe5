using System.Security.Cryptography;
using System.Threading.Channels;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>Messages to one party: one after the other, each until it is acknowledged.</summary>
internal sealed class OutboundLink
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _queued = [];
    // Not bounded: the engine keeps these messages anyway, and a party that waits here could not take the messages its peer waits with.
    private readonly Channel<Envelope> _queue = Channel.CreateUnbounded<Envelope>(new UnboundedChannelOptions { SingleReader = true });
    private readonly MessageSender _sender;
    private readonly PeerJob _job;
    private readonly IOutgoingRecords? _records;
    private readonly OutboundCount _sent;
    private readonly TimeProvider _clock;
    private long _waitingBytes;
    private (int Failures, string? Last, DateTimeOffset? Since) _failing;
    private bool _refused;

    public OutboundLink(string to, PeerJob job, MessageSender sender, IOutgoingRecords? records, OutboundCount sent, TimeProvider clock, Action<Exception> failed, CancellationToken stopping)
    {
        (To, _job, _sender, _records, _sent, _clock) = (to, job, sender, records, sent, clock);
        Ended = Task.Run(() => RunAsync(failed, stopping), CancellationToken.None);
    }

    public string To { get; }

    /// <summary>Ends when nothing more comes and all is acknowledged, when the link failed, or when it is stopped.</summary>
    public Task Ended { get; }

    public LinkStatus Status
    {
        get
        {
            lock (_lock) return new LinkStatus(To, _queued.Count, _waitingBytes, _failing.Failures, _failing.Last, _failing.Since, _refused);
        }
    }

    /// <summary>Takes a message over. One that waits already is not taken again: parties repeat what is not acknowledged when they start.</summary>
    public void Enqueue(Envelope envelope)
    {
        lock (_lock)
        {
            if (!_queued.Add(envelope.Sequence)) return;
            _waitingBytes += envelope.Payload.Length;
            if (!_queue.Writer.TryWrite(envelope)) throw new InvalidOperationException($"{_job.Party} has finished; it sends nothing more.");
        }
    }

    public void Complete() => _queue.Writer.TryComplete();

    private async Task RunAsync(Action<Exception> failed, CancellationToken stopping)
    {
        try
        {
            await foreach (Envelope envelope in _queue.Reader.ReadAllAsync(stopping).ConfigureAwait(false)) await SendAsync(envelope, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped; the engine repeats what is left when it starts again.
        }
#pragma warning disable CA1031 // Whatever it is, it goes to whoever waits for the transport.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _refused = e is PeerRefusedException;
                _failing = (Math.Max(1, _failing.Failures), e.Message, _failing.Since ?? _clock.GetUtcNow());
            }

            failed(e);
        }
    }

    private async Task SendAsync(Envelope envelope, CancellationToken stopping)
    {
        var address = new MessageAddress(_job.JobId, envelope.From, envelope.To, envelope.Sequence);
        ReadOnlyMemory<byte> record = default;
        if (_records is not null)
        {
            ReadOnlyMemory<byte> body = MessageBody.TryFindOffset(envelope.Payload.Span, out int offset) ? envelope.Payload[offset..] : envelope.Payload;
            record = await _records.FindAsync(address, envelope.Kind, Bytes32.FromBytes(SHA256.HashData(body.Span)), stopping).ConfigureAwait(false);
        }

        Address receiver = _job.Parties[envelope.To];
        var header = new WireHeader(address, _job.Institution, receiver, envelope.Kind, envelope.Payload.Length, Bytes32.FromBytes(envelope.Sha256.Span), record);
        using var message = new OutgoingMessage(header, PayloadSource.FromMemory(envelope.Payload));
        await _sent.MeasureAsync(message, written => _sender.SendAsync(receiver, message, Failed, written, stopping)).ConfigureAwait(false);
        lock (_lock)
        {
            _queued.Remove(envelope.Sequence);
            _waitingBytes -= envelope.Payload.Length;
            _failing = default;
        }
    }

    private void Failed(Exception e, int failures)
    {
        lock (_lock) _failing = (failures, e.Message, _failing.Since ?? _clock.GetUtcNow());
    }
}
