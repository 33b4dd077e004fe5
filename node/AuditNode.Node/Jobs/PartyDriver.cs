using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Drives a party over a transport for as long as its job lives. A party that is finished still answers: the others may have lost what it sent,
/// and ask again. A message that cannot be is refused and the run goes on; one that shows that the parties do not agree ends it.
/// </summary>
/// <param name="party">A party that was not started.</param>
/// <param name="transport">Its messages.</param>
internal sealed class PartyDriver(IProtocolParty party, IJobTransport transport)
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the party has done all it has to; fails when the run does.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Runs until it is cancelled or cannot go on.</summary>
    /// <exception cref="ProtocolException">The party cannot take part, or the parties do not agree.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(await party.StartAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (party.IsFinished) _finished.TrySetResult();
                Envelope envelope = await transport.ReceiveAsync(cancellationToken).ConfigureAwait(false);
                await SendAsync(await TakeAsync(envelope, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            if (e is OperationCanceledException) _finished.TrySetCanceled(CancellationToken.None);
            else _finished.TrySetException(e);
            _ = _finished.Task.Exception; // Whoever awaits the run learns of it; nobody has to await both.
            throw;
        }
    }

    private async Task<IReadOnlyList<Envelope>> TakeAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            return await party.HandleAsync(envelope, cancellationToken).ConfigureAwait(false);
        }
        catch (MessageException e) when (e is UnexpectedMessageException or MalformedMessageException)
        {
            await transport.RefuseAsync(envelope, e, cancellationToken).ConfigureAwait(false);
            return [];
        }
    }

    private async ValueTask SendAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancellationToken)
    {
        foreach (Envelope envelope in envelopes) await transport.SendAsync(envelope, cancellationToken).ConfigureAwait(false);
    }
}
