using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <content>Storing, sending and reporting.</content>
internal abstract partial class PartyMachine<TState>
{
    /// <summary>Stores bytes under a name within an operation.</summary>
    protected async ValueTask<Artifact> StoreAsync(string artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        new(artifact, await services.Blobs.PutAsync(content, cancellationToken).ConfigureAwait(false), content.Length, services.Blobs);

    /// <summary>Bodies, then state, then memory: whatever is interrupted leaves the state before or the state after.</summary>
    private async ValueTask<IReadOnlyList<Envelope>> CommitAsync(
        MachineState machine, Step<TState> step, (string From, long Sequence) cause, CancellationToken cancellationToken)
    {
        var envelopes = new List<Envelope>(step.Messages.Count);
        foreach (OutgoingMessage message in step.Messages)
        {
            LinkState link = machine.Links[message.To];
            ReadOnlyMemory<byte> body = await services.Blobs.PutAsync(message.Body, cancellationToken).ConfigureAwait(false);
            byte[] header = new MessageHeader(message.Kind, job.Digest, message.Round, message.Item, link.Received.Count).ToBytes();
            envelopes.Add(Envelope.Create(name, message.To, message.Kind, link.Sent, (byte[])[.. header, .. message.Body.Span]));
            var entry = new OutboxEntry(link.Sent, message.Kind, header, body, cause.From, cause.Sequence);
            machine = machine with { Links = machine.Links.SetItem(message.To, link with { Sent = link.Sent + 1, Outbox = link.Outbox.Add(entry) }) };
        }

        IEnumerable<Operation> numbered = step.Operations.Select((o, i) => o with { Sequence = machine.OperationCount + i });
        machine = machine with { OperationCount = machine.OperationCount + step.Operations.Count, Unreported = machine.Unreported.AddRange(numbered) };
        byte[] bytes = FieldExtensions.Build(writer =>
        {
            machine.Write(writer);
            WriteState(step.State, writer);
        });
        await services.Checkpoints.WriteAsync(CheckpointPrefix, MachineCheckpoint.Wrap(name, job.Digest.Span, bytes), cancellationToken).ConfigureAwait(false);
        (_machine, _state) = (machine, step.State);
        return envelopes;
    }

    private (MachineState Machine, TState State) Restore(ReadOnlySpan<byte> checkpoint)
    {
        var reader = new BoundedReader(MachineCheckpoint.Unwrap(name, job.Digest.Span, checkpoint));
        try
        {
            MachineState machine = MachineState.Read(ref reader, services.Blobs);
            TState state = ReadState(ref reader);
            reader.EnsureEnd();
            if (!machine.Links.Keys.Order(StringComparer.Ordinal).SequenceEqual(_peers.Order(StringComparer.Ordinal)))
                throw new StorageException($"The stored state of {name} knows other parties than the job.");
            return (machine, state);
        }
        catch (SerializationException e)
        {
            throw new StorageException($"The stored state of {name} cannot be read.", e);
        }
    }

    /// <summary>Reports what the log may not have got. What it has got is only remembered with the next state, so a crash repeats reports.</summary>
    private async ValueTask ReportAsync(CancellationToken cancellationToken)
    {
        while (_machine!.Unreported.Count > 0)
        {
            await services.Log.ReportAsync(_machine.Unreported[0], cancellationToken).ConfigureAwait(false);
            _machine = _machine with { Unreported = _machine.Unreported.RemoveAt(0) };
        }
    }

    private async ValueTask<IReadOnlyList<Envelope>> LoadOutboxAsync(Func<OutboxEntry, bool> predicate, CancellationToken cancellationToken)
    {
        var envelopes = new List<Envelope>();
        foreach ((string peer, LinkState link) in _machine!.Links)
        {
            foreach (OutboxEntry entry in link.Outbox.Where(predicate))
            {
                ReadOnlyMemory<byte> body = await services.Blobs.GetAsync(entry.Body, cancellationToken).ConfigureAwait(false);
                envelopes.Add(Envelope.Create(name, peer, entry.Kind, entry.Sequence, (byte[])[.. entry.Header.Span, .. body.Span]));
            }
        }

        return envelopes;
    }
}
