namespace AuditNode.Chain.Sending;

/// <summary>
/// Stores the state of a transaction durably. It is called, and awaited, before any signed bytes leave the process: the first time, and
/// whenever a version with higher fees was signed. The last state counts.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="cancellationToken">Set when the sender is disposed or the caller gives up.</param>
public delegate Task TransactionJournal(PendingTransactionState state, CancellationToken cancellationToken);
