using System.Numerics;

namespace AuditNode.ChainDev.Poa;

/// <summary>
/// How a proof-of-authority network is to be. What is null is taken from the data directory, or has the default of a new network.
/// </summary>
public sealed record PoaNetworkOptions
{
    /// <summary>Nodes that seal blocks, 1 to 16; 3 by default. More than half of them must run for the chain to go on.</summary>
    public int? Validators { get; init; }

    /// <summary>Nodes that follow and serve JSON-RPC but do not seal, 0 to 16. May differ each time.</summary>
    public int? Followers { get; init; }

    /// <summary>Least time between blocks in whole seconds, 1 to 60; 2 s by default.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>Chain id (EIP-155) and network id, 1 to 2^53 - 1; 1337 by default.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>Where the network lives, created where absent; a network found there goes on. Null for a temporary directory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// First of the TCP ports: one a node for JSON-RPC (validators first), then as many for the nodes among themselves. Null for the ports
    /// of the last time, or others where those are taken.
    /// </summary>
    public int? BasePort { get; init; }

    /// <summary>Accounts with money that a new network is given, 1 to 100. Their keys are random.</summary>
    public int Accounts { get; init; } = 5;

    /// <summary>Balance of each account in a new network, in wei; 1,000,000 ether by default.</summary>
    public BigInteger Balance { get; init; } = BigInteger.Parse("1000000000000000000000000");

    /// <summary>Gas limit of the blocks of a new network, 5,000,000 to 1,000,000,000.</summary>
    public long BlockGasLimit { get; init; } = 30_000_000;

    /// <summary>How long each validator gives those before it, when the one whose turn it is stays silent: 0.1 to 60 s.</summary>
    public TimeSpan TurnDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Blocks between those that repeat the list of signers (EIP-225), for a new network.</summary>
    internal int Epoch { get; init; } = 30_000;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ChainDevException">A value lies outside its range; the message names it.</exception>
    internal void Validate()
    {
        Require(Validators is null or (>= 1 and <= 16), nameof(Validators), "between 1 and 16", Validators);
        Require(Followers is null or (>= 0 and <= 16), nameof(Followers), "between 0 and 16", Followers);
        Require(Period is not { } period || (period.Ticks % TimeSpan.TicksPerSecond == 0 && period.TotalSeconds is >= 1 and <= 60),
            nameof(Period), "a whole number of seconds between 1 and 60", Period);
        Require(ChainId is null or (>= 1 and <= (1UL << 53) - 1), nameof(ChainId), "between 1 and 2^53 - 1", ChainId);
        Require(BasePort is null or (>= 1 and <= 65_535 - 64), nameof(BasePort), "between 1 and 65471", BasePort);
        Require(Accounts is >= 1 and <= 100, nameof(Accounts), "between 1 and 100", Accounts);
        Require(Balance.Sign >= 0, nameof(Balance), "at least 0", Balance);
        Require(BlockGasLimit is >= 5_000_000 and <= 1_000_000_000,
            nameof(BlockGasLimit), "between 5,000,000 and 1,000,000,000", BlockGasLimit);
        Require(TurnDelay.TotalSeconds is >= 0.1 and <= 60, nameof(TurnDelay), "between 0.1 and 60 s", TurnDelay);
    }

    private static void Require(bool condition, string name, string range, object? value)
    {
        if (!condition)
            throw new ChainDevException(ChainDevError.Usage, $"{name} must be {range}, not {value}.");
    }
}
