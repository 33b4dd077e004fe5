namespace AuditNode.Chain.Sending;

/// <summary>Why a node does not take a transaction.</summary>
public enum TransactionRejection
{
    /// <summary>For a reason that the message gives.</summary>
    Other,

    /// <summary>The account cannot pay for value and gas.</summary>
    InsufficientFunds,

    /// <summary>It offers less for gas than the chain or the node asks.</summary>
    FeeTooLow,

    /// <summary>Its gas limit is above that of a block, or below what any transaction needs.</summary>
    GasLimit,

    /// <summary>The node's permissions do not let the account send.</summary>
    NotAuthorized,
}
