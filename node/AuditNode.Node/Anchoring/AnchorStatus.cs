namespace AuditNode.Node.Anchoring;

/// <summary>Where records are on their way to the ledger, and how the chain behaves.</summary>
/// <param name="Chain">How the chain behaves.</param>
/// <param name="Since">Since when it does.</param>
/// <param name="Reason">Why it is not <see cref="ChainState.Working"/>, and what to do; null where it is.</param>
/// <param name="Head">The newest block that was seen; null before the first.</param>
/// <param name="Pending">Records that are journaled only.</param>
/// <param name="Submitted">Records in transactions that are in no block.</param>
/// <param name="Included">Records in a block that is not final.</param>
/// <param name="MaximumBacklog">How many of these three there may be before reports wait.</param>
/// <param name="Final">Records that are final, since the journal began.</param>
/// <param name="LastAnchored">The last record that became final; null before the first.</param>
/// <param name="Reorganizations">How often, since the process began, blocks with records left the chain.</param>
/// <param name="Held">Streams whose next record the ledger does not take.</param>
public sealed record AnchorStatus(
    ChainState Chain,
    DateTimeOffset Since,
    string? Reason,
    ulong? Head,
    long Pending,
    long Submitted,
    long Included,
    int MaximumBacklog,
    long Final,
    AnchoredRecord? LastAnchored,
    int Reorganizations,
    IReadOnlyList<HeldStream> Held)
{
    /// <summary>When what the oldest record that is not final tells was finished; null where all are final.</summary>
    public DateTimeOffset? OldestUnanchored { get; init; }

    /// <summary>Records that are not final yet.</summary>
    public long Backlog => Pending + Submitted + Included;

    /// <summary>Whether reports wait for the chain.</summary>
    public bool IsBacklogFull => Backlog >= MaximumBacklog;
}
