using System.Numerics;

namespace AuditNode.Chain;

/// <summary>A transaction as a node knows it: in a block, or waiting for one.</summary>
public sealed record TransactionInfo
{
    /// <summary>Its hash.</summary>
    public required Bytes32 Hash { get; init; }

    /// <summary>Who sent it.</summary>
    public required Address From { get; init; }

    /// <summary>Who is called; null where a contract is created.</summary>
    public Address? To { get; init; }

    /// <summary>How many transactions the sender sent before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>What is paid to <see cref="To"/>, in wei.</summary>
    public required BigInteger Value { get; init; }

    /// <summary>The most gas that it may use.</summary>
    public required ulong Gas { get; init; }

    /// <summary>Calldata.</summary>
    public required byte[] Input { get; init; }

    /// <summary>The most that a unit of gas may cost, in wei; null in transactions with one gas price.</summary>
    public BigInteger? MaxFeePerGas { get; init; }

    /// <summary>The block; null while it waits.</summary>
    public ulong? BlockNumber { get; init; }

    /// <summary>The block's hash; null while it waits.</summary>
    public Bytes32? BlockHash { get; init; }
}
