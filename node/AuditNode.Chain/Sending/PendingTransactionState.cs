namespace AuditNode.Chain.Sending;

/// <summary>
/// Everything that must survive a crash to see a transaction through: see <see cref="TransactionSender.ResumeAsync"/>. Goes through
/// System.Text.Json as it is. Holds nothing secret: signed transactions are public once sent.
/// </summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Sender">The account.</param>
/// <param name="Nonce">The nonce, which all versions share: at most one of them can ever be in a block.</param>
/// <param name="Versions">Everything that was signed for it, in order; at least one.</param>
public sealed record PendingTransactionState(ulong ChainId, Address Sender, ulong Nonce, IReadOnlyList<SignedVersion> Versions);
