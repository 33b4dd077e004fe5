using System.Numerics;

namespace AuditNode.Chain;

/// <summary>A block's header and the hashes of its transactions.</summary>
public sealed record Block
{
    /// <summary>Its number; the first is 0.</summary>
    public required ulong Number { get; init; }

    /// <summary>The hash of its header, as the node computed it.</summary>
    public required Bytes32 Hash { get; init; }

    /// <summary>The hash of the block before it.</summary>
    public required Bytes32 ParentHash { get; init; }

    /// <summary>When it was made, by its maker's clock: seconds since 1970-01-01 UTC.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>Who gets the fees. On Clique networks this is zero and the maker signs in <see cref="ExtraData"/>.</summary>
    public required Address Miner { get; init; }

    /// <summary>The most gas that its transactions may use together.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The gas that its transactions used.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>What a unit of gas costs at least, in wei (EIP-1559); null on chains from before it.</summary>
    public BigInteger? BaseFeePerGas { get; init; }

    /// <summary>What the maker added.</summary>
    public required byte[] ExtraData { get; init; }

    /// <summary>The root of all accounts' state after the block.</summary>
    public required Bytes32 StateRoot { get; init; }

    /// <summary>The root of the receipts.</summary>
    public required Bytes32 ReceiptsRoot { get; init; }

    /// <summary>The hashes of the transactions, in order.</summary>
    public required IReadOnlyList<Bytes32> Transactions { get; init; }
}
