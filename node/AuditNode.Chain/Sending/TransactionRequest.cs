using System.Numerics;

namespace AuditNode.Chain.Sending;

/// <summary>What a transaction is to do. Nonce, gas and fees are found by the sender.</summary>
public sealed record TransactionRequest
{
    /// <summary>Who is called; null to create a contract.</summary>
    public Address? To { get; init; }

    /// <summary>Calldata, or the code that creates a contract.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What is paid, in wei: 0 .. 2^256 - 1.</summary>
    public BigInteger Value { get; init; }

    /// <summary>
    /// The most gas that it may use; null to have it estimated, which also tries it out before anything is spent. A trial sees the newest
    /// block: a transaction that builds on one that is still in flight needs a limit.
    /// </summary>
    public ulong? GasLimit { get; init; }
}
