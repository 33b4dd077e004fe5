using System.Numerics;

namespace AuditNode.ChainDev;

/// <summary>How a development chain is to be.</summary>
public sealed record DevChainOptions
{
    /// <summary>TCP port of the JSON-RPC server on 127.0.0.1, or null for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Chain id (EIP-155), 1 to 2^53 - 1; network id too.</summary>
    public ulong ChainId { get; init; } = 1337;

    /// <summary>Time between blocks in whole seconds, or null to mine each transaction at once in a block of its own.</summary>
    public TimeSpan? BlockTime { get; init; }

    /// <summary>
    /// Where keys, state and log are kept, created where absent; a chain found there is continued. Null for a temporary directory that
    /// is deleted with the chain.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// Whether blocks and state survive a restart. Anvil writes them once a second and at its end, so that a kill loses the last second;
    /// Ganache writes each block.
    /// </summary>
    public bool KeepState { get; init; } = true;

    /// <summary>Number of funded accounts, 1 to 100. Their keys are random.</summary>
    public int Accounts { get; init; } = 5;

    /// <summary>Balance of each account at the start, in wei; 10,000 ether by default.</summary>
    public BigInteger Balance { get; init; } = BigInteger.Parse("10000000000000000000000");

    /// <summary>Gas limit of a block, 1,000,000 to 1,000,000,000.</summary>
    public long BlockGasLimit { get; init; } = 30_000_000;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ChainDevException">A value lies outside its range; the message names it.</exception>
    internal void Validate()
    {
        Require(Port is null or (>= 1 and <= 65_535), nameof(Port), "between 1 and 65535", Port);
        Require(ChainId is >= 1 and <= (1UL << 53) - 1, nameof(ChainId), "between 1 and 2^53 - 1", ChainId);
        Require(BlockTime is not { } time || (time >= TimeSpan.FromSeconds(1) && time.Ticks % TimeSpan.TicksPerSecond == 0),
            nameof(BlockTime), "a whole number of seconds, at least 1", BlockTime);
        Require(Accounts is >= 1 and <= 100, nameof(Accounts), "between 1 and 100", Accounts);
        Require(Balance.Sign >= 0, nameof(Balance), "at least 0", Balance);
        Require(BlockGasLimit is >= 1_000_000 and <= 1_000_000_000,
            nameof(BlockGasLimit), "between 1,000,000 and 1,000,000,000", BlockGasLimit);
    }

    private static void Require(bool condition, string name, string range, object? value)
    {
        if (!condition)
            throw new ChainDevException(ChainDevError.Usage, $"{name} must be {range}, not {value}.");
    }
}
