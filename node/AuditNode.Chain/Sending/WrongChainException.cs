namespace AuditNode.Chain.Sending;

/// <summary>The node is on another chain than the sender, or a stored transaction belongs to another chain or account.</summary>
public sealed class WrongChainException : Exception
{
    internal WrongChainException(ulong expected, ulong found, string where)
        : base($"Expected chain {expected}, but {where} is on chain {found}. Check the configured chain and the node's address.") =>
        (Expected, Found) = (expected, found);

    /// <summary>The sender's chain.</summary>
    public ulong Expected { get; }

    /// <summary>The other chain.</summary>
    public ulong Found { get; }
}
