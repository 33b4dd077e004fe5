namespace AuditNode.Engine.Protocols;

/// <summary>
/// Two parties do not have the same records in the same order, so that a job over their columns would join the values of different entities. Found when
/// the parties agree, before anything is encrypted. Says nothing about any record.
/// </summary>
/// <param name="envelope">The agreement of one of them.</param>
/// <param name="other">The other party.</param>
public sealed class RecordsDifferException(Envelope envelope, string other) : MessageException(envelope,
    $"the identifiers of the records of {envelope.From} and {other} are not the same in the same order, or only one of them has any; give both files the same identifier column, sort both by it, leave out records that only one has, and propose the job again.")
{
    /// <summary>The other party whose records differ from those of <see cref="MessageException.From"/>.</summary>
    public string Other { get; } = other;
}
