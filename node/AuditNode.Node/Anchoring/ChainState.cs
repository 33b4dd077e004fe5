namespace AuditNode.Node.Anchoring;

/// <summary>How the chain behaves, as the institution sees it.</summary>
public enum ChainState
{
    /// <summary>Nobody has looked yet.</summary>
    Unknown,

    /// <summary>It answers and takes transactions.</summary>
    Working,

    /// <summary>Its node does not answer, or answers with errors.</summary>
    Unreachable,

    /// <summary>It answers, and makes no blocks although transactions wait.</summary>
    Stalled,

    /// <summary>It answers, and does not take the institution's transactions: no money, too high fees, no permission.</summary>
    Refusing,

    /// <summary>It is another chain than the journal's, or the contracts are not there.</summary>
    WrongChain,
}
