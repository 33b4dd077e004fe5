namespace AuditNode.Engine.Protocols;

/// <summary>Drives a party over a transport until it is finished.</summary>
public static class PartyRunner
{
    /// <summary>Starts the party, then hands it each message that arrives and sends what it answers.</summary>
    /// <param name="party">A party that was not started.</param>
    /// <param name="transport">Its messages.</param>
    /// <param name="refused">
    /// Called with a message that the party refused, after which the run goes on as if it had not come; without it the refusal ends the run.
    /// </param>
    /// <param name="cancellationToken">Ends the run; it can be taken up again later.</param>
    /// <exception cref="ProtocolException">The party cannot take part, or refused a message.</exception>
    public static async Task RunAsync(
        IProtocolParty party, ITransport transport, Action<Envelope, ProtocolException>? refused = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(party);
        ArgumentNullException.ThrowIfNull(transport);
        await SendAsync(await party.StartAsync(cancellationToken).ConfigureAwait(false), transport, cancellationToken).ConfigureAwait(false);
        while (!party.IsFinished)
        {
            Envelope envelope = await transport.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Envelope> answers;
            try
            {
                answers = await party.HandleAsync(envelope, cancellationToken).ConfigureAwait(false);
            }
            catch (MessageException e) when (refused is not null)
            {
                refused(envelope, e);
                continue;
            }

            await SendAsync(answers, transport, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask SendAsync(IReadOnlyList<Envelope> envelopes, ITransport transport, CancellationToken cancellationToken)
    {
        foreach (Envelope envelope in envelopes) await transport.SendAsync(envelope, cancellationToken).ConfigureAwait(false);
    }
}
