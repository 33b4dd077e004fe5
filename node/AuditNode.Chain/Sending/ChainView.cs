namespace AuditNode.Chain.Sending;

/// <summary>One look at the chain.</summary>
/// <param name="Head">The number of the newest block.</param>
/// <param name="Nonce">The account's transactions on the chain.</param>
/// <param name="Receipts">The receipt of each watched transaction that has one, by nonce.</param>
internal sealed record ChainView(ulong Head, ulong Nonce, IReadOnlyDictionary<ulong, Receipt> Receipts);
