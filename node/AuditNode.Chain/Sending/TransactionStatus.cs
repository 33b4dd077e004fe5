namespace AuditNode.Chain.Sending;

/// <summary>How far a transaction is.</summary>
public enum TransactionStatus
{
    /// <summary>In no block that is known of.</summary>
    Pending,

    /// <summary>In a block that may still leave the chain; the transaction is then pending again.</summary>
    Included,

    /// <summary>In a block that is deep enough (<see cref="TransactionSenderOptions.Confirmations"/>), whether it succeeded or not.</summary>
    Final,

    /// <summary>Another transaction of the account has its nonce.</summary>
    Replaced,
}
