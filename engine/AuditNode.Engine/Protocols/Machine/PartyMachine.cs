using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// What all roles have in common: envelopes are checked and counted, state is stored before anything leaves, what was sent is kept until it
/// is acknowledged, and operations are numbered and reported. A role only says what its next state is.
/// </summary>
/// <typeparam name="TState">Immutable state of the role.</typeparam>
/// <param name="name">The party.</param>
/// <param name="peers">The other parties.</param>
/// <param name="job">Identifier and SHA-256 of the job.</param>
/// <param name="services">Stores, log and clock.</param>
internal abstract partial class PartyMachine<TState>(string name, IEnumerable<string> peers, (string Id, ReadOnlyMemory<byte> Digest) job, PartyServices services) : IProtocolParty
    where TState : class
{
    private readonly string[] _peers = [.. peers];
    private MachineState? _machine;
    private TState? _state;
    private bool _disposed;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool IsFinished => _state is not null && IsDone(_state);

    /// <summary>Stores, log and clock.</summary>
    protected PartyServices Services => services;

    /// <summary>SHA-256 of the job.</summary>
    protected ReadOnlyMemory<byte> JobDigest => job.Digest;

    /// <summary>The other parties.</summary>
    protected IReadOnlyList<string> Peers => _peers;

    /// <summary>State of the role; null before the start.</summary>
    protected TState? State => _state;

    /// <summary>Prefix of the names of checkpoints.</summary>
    protected string CheckpointPrefix => $"{job.Id}.{name}";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Envelope>> StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_state is null)
        {
            if (await services.Checkpoints.ReadAsync(CheckpointPrefix, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                (MachineState machine, TState state) = Restore(stored.Span);
                await ResumeAsync(state, cancellationToken).ConfigureAwait(false);
                (_machine, _state) = (machine, state);
            }
            else
            {
                Step<TState> step = await BeginAsync(cancellationToken).ConfigureAwait(false);
                await CommitAsync(MachineState.Fresh(_peers), step, ("", 0), cancellationToken).ConfigureAwait(false);
            }
        }

        await ReportAsync(cancellationToken).ConfigureAwait(false);
        return await LoadOutboxAsync(_ => true, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Envelope>> HandleAsync(Envelope envelope, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(envelope);
        if (_machine is null || _state is null) throw new InvalidOperationException($"{name} was not started.");
        Message message = Open(envelope);
        LinkState link = _machine.Links[envelope.From];
        if (envelope.Sequence < link.Received.Count)
        {
            if (!link.Received[(int)envelope.Sequence].Span.SequenceEqual(envelope.Sha256.Span))
                throw new ConflictingMessageException(envelope, "another message of that number was taken before; the sender must repeat the bytes it sent.");
            return await LoadOutboxAsync(e => e.CauseFrom == envelope.From && e.CauseSequence == envelope.Sequence, cancellationToken).ConfigureAwait(false);
        }

        if (envelope.Sequence > link.Received.Count)
            throw new UnexpectedMessageException(envelope, $"message {link.Received.Count} is next; the transport must keep the order.");
        if (message.Header.Acknowledged > link.Sent)
            throw new MalformedMessageException(envelope, $"it acknowledges {message.Header.Acknowledged} messages, but {link.Sent} were sent.");
        Step<TState> step = await TakeAsync(message, cancellationToken).ConfigureAwait(false);
        MachineState machine = _machine with { Links = _machine.Links.SetItem(envelope.From, link.Take(message)) };
        IReadOnlyList<Envelope> sent = await CommitAsync(machine, step, (envelope.From, envelope.Sequence), cancellationToken).ConfigureAwait(false);
        await ReportAsync(cancellationToken).ConfigureAwait(false);
        return sent;
    }

    /// <inheritdoc/>
    public long MaximumPayload(string from, string kind) =>
        _peers.Contains(from, StringComparer.Ordinal) && MaximumBody(from, kind) is >= 0 and var body ? body + MessageHeader.MaximumLength : -1;

    /// <summary>Erases secrets and returns memory; what is stored stays.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Erases the role's secrets.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>The first step, before any message.</summary>
    protected abstract Task<Step<TState>> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Restores what the role keeps beside its state.</summary>
    protected abstract Task ResumeAsync(TState state, CancellationToken cancellationToken);

    /// <summary>The step that a message causes. Changes nothing itself.</summary>
    /// <exception cref="SerializationException">The body is refused.</exception>
    /// <exception cref="ProtocolException">The message is refused.</exception>
    protected abstract Task<Step<TState>> OnMessageAsync(TState state, Message message, CancellationToken cancellationToken);

    /// <summary>Whether the role has done all it has to.</summary>
    protected abstract bool IsDone(TState state);

    /// <summary>Most bytes of the body of a message that may come from a party, or -1 where such a message never may.</summary>
    protected abstract long MaximumBody(string from, string kind);

    /// <summary>Writes the role's state.</summary>
    protected abstract void WriteState(TState state, BinaryFieldWriter writer);

    /// <summary>Reads what <see cref="WriteState"/> wrote.</summary>
    protected abstract TState ReadState(ref BoundedReader reader);

    private async Task<Step<TState>> TakeAsync(Message message, CancellationToken cancellationToken)
    {
        try
        {
            return await OnMessageAsync(_state!, message, cancellationToken).ConfigureAwait(false);
        }
        catch (SerializationException e)
        {
            throw new MalformedMessageException(message.Envelope, e.Message, e);
        }
    }

    private Message Open(Envelope envelope)
    {
        if (envelope.To != name) throw new UnexpectedMessageException(envelope, $"it is for {envelope.To}, not for {name}.");
        long maximum = MaximumPayload(envelope.From, envelope.Kind);
        if (maximum < 0) throw new UnexpectedMessageException(envelope, $"{name} takes no such message from {envelope.From}.");
        if (envelope.Payload.Length > maximum)
            throw new MalformedMessageException(envelope, $"it has {envelope.Payload.Length} bytes; at most {maximum} are possible.");
        if (!envelope.HasValidDigest) throw new MalformedMessageException(envelope, "its digest is not that of its bytes; ask for it again.");
        var reader = new BoundedReader(envelope.Payload.Span);
        MessageHeader header;
        try
        {
            header = MessageHeader.Read(ref reader);
        }
        catch (SerializationException e)
        {
            throw new MalformedMessageException(envelope, e.Message, e);
        }

        if (header.Kind != envelope.Kind) throw new MalformedMessageException(envelope, $"its bytes say that it is {header.Kind}.");
        if (!header.JobDigest.Span.SequenceEqual(job.Digest.Span))
        {
            throw new JobMismatchException(envelope,
                $"it belongs to job {Convert.ToHexStringLower(header.JobDigest.Span)}, this is {Convert.ToHexStringLower(job.Digest.Span)}; give all parties the same specification.");
        }

        return new Message(envelope, header, envelope.Payload[reader.Position..]);
    }
}
