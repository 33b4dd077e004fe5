namespace AuditNode.Chain.Abi;

/// <summary>What a call may do to the state and whether it takes ether (ABI specification, "JSON").</summary>
public enum StateMutability
{
    /// <summary>Changes the state, takes no ether.</summary>
    NonPayable,

    /// <summary>Changes the state, takes ether.</summary>
    Payable,

    /// <summary>Reads the state.</summary>
    View,

    /// <summary>Does not even read it.</summary>
    Pure,
}
