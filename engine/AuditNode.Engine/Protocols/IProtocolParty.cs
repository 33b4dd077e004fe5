namespace AuditNode.Engine.Protocols;

/// <summary>
/// A party as a state machine: messages go in, messages come out, and nothing else happens between. Its state is stored before a call
/// returns, so that whatever is sent afterwards can be sent again, byte for byte. Not safe for concurrent use.
/// </summary>
public interface IProtocolParty : IDisposable
{
    /// <summary>The party's name.</summary>
    string Name { get; }

    /// <summary>Whether the party has done all it has to, and expects no further message.</summary>
    bool IsFinished { get; }

    /// <summary>
    /// Most bytes of the payload of a message that may come from a party, so that a transport refuses longer ones before it has read them.
    /// </summary>
    /// <param name="from">Name of the sender.</param>
    /// <param name="kind">What the message is.</param>
    /// <returns>Bytes, or -1 where no such message may ever come from that party.</returns>
    long MaximumPayload(string from, string kind);

    /// <summary>
    /// Starts the party, or takes it up again from its stored state. Called first, and again whenever connections were lost.
    /// </summary>
    /// <param name="cancellationToken">Honoured until the state is stored.</param>
    /// <returns>Messages to send, in this order: all that their receivers may not have got.</returns>
    /// <exception cref="ProtocolException">The party cannot take part, or its stored state is that of something else.</exception>
    Task<IReadOnlyList<Envelope>> StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes a message. One that was taken before changes nothing.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="cancellationToken">Honoured until the state is stored; the message then counts as not taken.</param>
    /// <returns>Messages to send, in this order.</returns>
    /// <exception cref="ProtocolException">The message is refused; nothing has changed.</exception>
    Task<IReadOnlyList<Envelope>> HandleAsync(Envelope envelope, CancellationToken cancellationToken = default);
}
