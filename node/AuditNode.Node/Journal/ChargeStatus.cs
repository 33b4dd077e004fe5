namespace AuditNode.Node.Journal;

/// <summary>How far a charge is. The numbers are stored.</summary>
internal enum ChargeStatus
{
    /// <summary>To be sent.</summary>
    Due = 0,

    /// <summary>In a transaction that is under way.</summary>
    Submitted = 1,

    /// <summary>On the chain, to stay.</summary>
    Paid = 2,

    /// <summary>Refused by the contract.</summary>
    Refused = 3,
}
