namespace AuditNode.Chain;

/// <summary>The chain has no block of a number (yet).</summary>
public sealed class BlockNotFoundException : Exception
{
    internal BlockNotFoundException(ulong number)
        : base($"The chain has no block {number} yet. Ask for blocks up to its head, or wait until the node is synchronised.") =>
        Number = number;

    /// <summary>The block's number.</summary>
    public ulong Number { get; }
}
