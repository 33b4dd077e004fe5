using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>
/// One party's messages over the network, for the engine: <see cref="PartyRunner"/> drives a party over it. A message is out of the sender's
/// hands when it lies on the receiver's disk, and out of the receiver's inbox when its party asks for the next one, by when the party's state
/// is stored. Not safe for concurrent receiving.
/// </summary>
public sealed class PeerTransport : ITransport, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new(), _failed = new();
    private readonly Dictionary<string, OutboundLink> _links;
    private readonly PeerServices _services;
    private readonly PeerJob _job;
    private InboxMessage? _delivered;
    private Exception? _failure;
    private long _after;

    /// <summary>Opens the job for messages and takes up what waits.</summary>
    /// <param name="job">The job; open until <see cref="PeerJobs.Close"/> is called for it.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="client">Sends.</param>
    /// <param name="records">Finds the records that go with messages, or null to send none.</param>
    public PeerTransport(PeerJob job, PeerServices services, PeerClient client, IOutgoingRecords? records = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(client);
        (_job, _services) = (job, services);
        TimeProvider clock = services.Refusals.Clock;
        var sender = new MessageSender(client, clock);
        _links = job.Parties.Keys.Where(name => name != job.Party)
            .ToDictionary(name => name, name => new OutboundLink(name, job, sender, records, new OutboundCount(Sent, services.Meter), clock, Fail, _stopping.Token), StringComparer.Ordinal);
        services.Jobs.Open(job);
    }

    /// <inheritdoc/>
    public string Party => _job.Party;

    /// <summary>Messages that were acknowledged, and bytes that went out, with headers, records and repeats; see <see cref="PeerTraffic"/> for those of TLS.</summary>
    public TrafficCounter Sent { get; } = new();

    /// <summary>How it stands with each other party.</summary>
    public IReadOnlyList<LinkStatus> Links => [.. _links.Values.Select(link => link.Status)];

    /// <inheritdoc/>
    public ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfFailed();
        if (envelope.From != Party) throw new ArgumentException($"{Party} cannot send a message of {envelope.From}.", nameof(envelope));
        if (!_links.TryGetValue(envelope.To, out OutboundLink? link)) throw new ArgumentException($"There is no other party {envelope.To} in this job.", nameof(envelope));
        link.Enqueue(envelope);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for the next message, and forgets the one before.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PeerRefusedException">A peer refused a message of this party for good: the job cannot go on.</exception>
    /// <exception cref="StorageException">A message that was acknowledged cannot be read.</exception>
    public async ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        TakeDelivered();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _failed.Token);
        try
        {
            InboxMessage message = await _services.Inbox.NextAsync(_job.JobId, Party, _after, ended.Token).ConfigureAwait(false);
            Envelope envelope = await message.ReadAsync(ended.Token).ConfigureAwait(false);
            _delivered = message;
            return envelope;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ThrowIfFailed();
            throw;
        }
    }

    /// <summary>
    /// Says that the party refused a message: it is recorded, and its number is free again, so that its sender can do better after a restart.
    /// What <see cref="PartyRunner"/> reports as refused belongs here.
    /// </summary>
    /// <param name="envelope">The message that was received last.</param>
    /// <param name="refusal">Why.</param>
    /// <exception cref="ArgumentException">Another message was received last.</exception>
    public async ValueTask RefuseAsync(Envelope envelope, ProtocolException refusal)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(refusal);
        if (_delivered is not { } message || message.Header.Message.From != envelope.From || message.Header.Message.Sequence != envelope.Sequence)
            throw new ArgumentException("Only the message that was received last can be refused.", nameof(envelope));
        (_delivered, _after) = (null, message.Id);
        _services.Inbox.Reject(message.Header.Message);
        await _services.Refusals.RecordAsync(new Refusal(_services.Refusals.Clock.GetUtcNow(), RefusalReason.ProtocolRefused, refusal.GetType().Name)
        {
            Institution = message.Header.Sender,
            Message = message.Header.Message,
        }).ConfigureAwait(false);
    }

    /// <summary>For a party that is finished: forgets the last message and waits until all it sent is acknowledged. Nothing can be sent afterwards.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PeerRefusedException">A peer refused a message for good.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken = default)
    {
        TakeDelivered();
        foreach (OutboundLink link in _links.Values) link.Complete();
        await Task.WhenAll(_links.Values.Select(link => link.Ended)).WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfFailed();
    }

    /// <summary>Stops sending. What was not acknowledged is repeated by the engine when its party starts again; the job stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_links.Values.Select(link => link.Ended)).ConfigureAwait(false);
        _stopping.Dispose();
        _failed.Dispose();
    }

    private void TakeDelivered()
    {
        if (_delivered is not { } message) return;
        _services.Inbox.MarkTaken(message);
        (_delivered, _after) = (null, message.Id);
    }

    private void Fail(Exception e)
    {
        if (Interlocked.CompareExchange(ref _failure, e, null) is null) _failed.Cancel();
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
