namespace AuditNode.Chain.Sending;

/// <summary>A transaction that succeeded and is deep enough in the chain.</summary>
/// <param name="Receipt">What became of it; <see cref="Chain.Receipt.TransactionHash"/> says which version it was.</param>
/// <param name="Confirmations">Its block and those on top of it when that was last looked at.</param>
public sealed record ConfirmedTransaction(Receipt Receipt, int Confirmations);
