namespace AuditNode.Engine.Protocols;

/// <summary>
/// Carries one party's messages. Messages from one sender to one receiver arrive in order; a message may arrive twice, and may be lost only
/// together with the connection, after which both parties start again (<see cref="IProtocolParty.StartAsync"/>). The transport authenticates
/// the sender; what it writes into <see cref="Envelope.From"/> is believed.
/// </summary>
public interface ITransport
{
    /// <summary>Whose messages these are.</summary>
    string Party { get; }

    /// <summary>What this party sent so far.</summary>
    TrafficCounter Sent { get; }

    /// <summary>Sends a message; returns when the transport has taken it over.</summary>
    /// <param name="envelope">From this party.</param>
    /// <param name="cancellationToken">Honoured until the message is taken over.</param>
    ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default);

    /// <summary>Waits for the next message.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default);
}
