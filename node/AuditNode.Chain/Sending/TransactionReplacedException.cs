namespace AuditNode.Chain.Sending;

/// <summary>Another transaction of the account took the nonce: none of the versions can ever be in a block. Something else uses the key.</summary>
public sealed class TransactionReplacedException : Exception
{
    internal TransactionReplacedException(PendingTransactionState state)
        : base(
            $"Nonce {state.Nonce} of {state.Sender} was used by a transaction that was not sent from here. "
            + "Send again, and see that only one process uses the account.") => State = state;

    /// <summary>What was sent.</summary>
    public PendingTransactionState State { get; }
}
