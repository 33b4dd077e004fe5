namespace AuditNode.Chain.Sending;

/// <summary>A transaction did not get deep enough into the chain in time. It is still watched and sent, and may yet succeed.</summary>
public sealed class TransactionTimeoutException : TimeoutException
{
    internal TransactionTimeoutException(PendingTransactionState state, TimeSpan waited, Exception? lastFailure)
        : base(
            $"Transaction {state.Versions[^1].Hash} (nonce {state.Nonce} of {state.Sender}) is not final after {waited.TotalSeconds:0.###} s. "
            + (lastFailure is null ? "See whether the chain makes blocks, or wait longer." : $"Last failure: {lastFailure.Message}"),
            lastFailure) => State = state;

    /// <summary>What was sent.</summary>
    public PendingTransactionState State { get; }
}
