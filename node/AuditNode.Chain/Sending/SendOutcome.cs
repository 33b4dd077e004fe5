namespace AuditNode.Chain.Sending;

/// <summary>What a node made of signed bytes.</summary>
internal enum SendOutcome
{
    /// <summary>It took them, or had them already.</summary>
    Taken,

    /// <summary>The nonce is used: perhaps by these very bytes, which only receipts can tell.</summary>
    NonceUsed,

    /// <summary>Not known (no answer), or not yet (a nonce too far ahead): they must be sent again.</summary>
    Unknown,

    /// <summary>A transaction of the same nonce waits that offers about as much or more.</summary>
    NonceBusy,

    /// <summary>It did not take them.</summary>
    Rejected,
}
