namespace AuditNode.Node.Journal;

/// <summary>The journal cannot do what it was asked for. What it had confirmed before is kept.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="message">The same for people, with the remedy.</param>
/// <param name="inner">What lies below, where there is something.</param>
public sealed class JournalException(JournalFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public JournalFault Fault { get; } = fault;

    /// <summary>Whether the journal has stopped for good: it takes nothing more until it is opened again.</summary>
    public bool IsFinal => Fault is not (JournalFault.Conflict or JournalFault.InUse);
}
