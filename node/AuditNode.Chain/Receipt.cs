using System.Numerics;

namespace AuditNode.Chain;

/// <summary>What became of a transaction that is in a block.</summary>
public sealed record Receipt
{
    /// <summary>The transaction.</summary>
    public required Bytes32 TransactionHash { get; init; }

    /// <summary>Its place in the block, from 0.</summary>
    public required ulong TransactionIndex { get; init; }

    /// <summary>The block.</summary>
    public required ulong BlockNumber { get; init; }

    /// <summary>The block's hash.</summary>
    public required Bytes32 BlockHash { get; init; }

    /// <summary>Who sent it.</summary>
    public required Address From { get; init; }

    /// <summary>Who was called; null where a contract was created.</summary>
    public Address? To { get; init; }

    /// <summary>The contract that was created; null where none was.</summary>
    public Address? ContractAddress { get; init; }

    /// <summary>1 for success, 0 for failure (EIP-658).</summary>
    public required ulong Status { get; init; }

    /// <summary>Whether the transaction did what it was sent for.</summary>
    public bool Succeeded => Status == 1;

    /// <summary>The gas that it used.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>What it paid for a unit of gas, in wei; null on nodes that do not say.</summary>
    public BigInteger? EffectiveGasPrice { get; init; }

    /// <summary>What it logged; empty where it failed.</summary>
    public required IReadOnlyList<Log> Logs { get; init; }

    /// <summary>The revert data of a failed transaction, which Besu gives when run with --revert-reason-enabled; null elsewhere.</summary>
    public byte[]? RevertReason { get; init; }
}
