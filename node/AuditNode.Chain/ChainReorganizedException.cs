namespace AuditNode.Chain;

/// <summary>A block that was counted on has left the chain: what was read since may belong to two histories.</summary>
public sealed class ChainReorganizedException : Exception
{
    internal ChainReorganizedException(ulong number, Bytes32 expected, Bytes32? found)
        : base(
            $"Block {number} was {expected} and is {found?.ToString() ?? "gone"}: the chain was reorganised. "
            + "Read again from before that block.") =>
        (Number, Expected, Found) = (number, expected, found);

    /// <summary>The block's number.</summary>
    public ulong Number { get; }

    /// <summary>The hash that it had.</summary>
    public Bytes32 Expected { get; }

    /// <summary>The hash that it has now; null where the chain has become shorter.</summary>
    public Bytes32? Found { get; }
}
