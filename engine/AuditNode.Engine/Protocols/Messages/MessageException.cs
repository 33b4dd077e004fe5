namespace AuditNode.Engine.Protocols;

/// <summary>A message from another party is refused.</summary>
/// <param name="envelope">The message.</param>
/// <param name="reason">What is wrong with it and what to do.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public abstract class MessageException(Envelope envelope, string reason, Exception? inner = null)
    : ProtocolException($"{envelope.Kind} #{envelope.Sequence} from {envelope.From}: {reason}", inner)
{
    /// <summary>The sender.</summary>
    public string From { get; } = envelope.From;

    /// <summary>Kind of the message.</summary>
    public string Kind { get; } = envelope.Kind;

    /// <summary>Number of the message among those from this sender.</summary>
    public long Sequence { get; } = envelope.Sequence;
}

/// <summary>The message is not one that may arrive in this state: a kind that is not due, a gap in the sequence, a round that is over or not begun.</summary>
/// <inheritdoc cref="MessageException(Envelope, string, Exception?)"/>
public sealed class UnexpectedMessageException(Envelope envelope, string reason) : MessageException(envelope, reason);

/// <summary>The bytes are not a message: damaged, too large, or a field is out of its range.</summary>
/// <inheritdoc cref="MessageException(Envelope, string, Exception?)"/>
public sealed class MalformedMessageException(Envelope envelope, string reason, Exception? inner = null) : MessageException(envelope, reason, inner);

/// <summary>The message belongs to another job, or the sender runs this job with another specification.</summary>
/// <inheritdoc cref="MessageException(Envelope, string, Exception?)"/>
public sealed class JobMismatchException(Envelope envelope, string reason) : MessageException(envelope, reason);

/// <summary>Two messages contradict each other: the same number with other bytes, or two parties that report different results.</summary>
/// <inheritdoc cref="MessageException(Envelope, string, Exception?)"/>
public sealed class ConflictingMessageException(Envelope envelope, string reason) : MessageException(envelope, reason);
