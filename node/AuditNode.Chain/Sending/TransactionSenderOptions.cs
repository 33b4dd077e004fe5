namespace AuditNode.Chain.Sending;

/// <summary>How a <see cref="TransactionSender"/> sees transactions through.</summary>
public sealed record TransactionSenderOptions
{
    /// <summary>What is offered for gas.</summary>
    public FeePolicy Fees { get; init; } = new();

    /// <summary>Blocks that make a transaction final: its own and those on top of it, at least 1. Default 1, right for chains whose blocks
    /// are final at once (QBFT, IBFT); see <see cref="ConfirmationsFor"/> for others.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>Transactions that wait for a block at a time, at least 1; sending more waits. Default 64. ganache takes only 1.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>What is added to estimates of gas, in percent, 0 .. 1000: state may change before the transaction runs. Default 20.</summary>
    public int GasMarginPercent { get; init; } = 20;

    /// <summary>How often the node is asked while transactions are watched. Default 500 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without receipt a transaction is sent again: pools of nodes are in memory. Default 15 s.</summary>
    public TimeSpan RebroadcastAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long without receipt its fees are raised, if blocks were made without it although it was next. Default 30 s.</summary>
    public TimeSpan BumpAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Signed versions of a transaction at most, 1 .. 100. Default 20: the offer has then risen about ninefold.</summary>
    public int MaxVersions { get; init; } = 20;

    /// <summary>For how long receipts may lag behind the account's nonce before a transaction counts as replaced. Default 5 s.</summary>
    public TimeSpan ReceiptGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of all of these.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The confirmations after which more than half of n validators have built on a transaction: floor(n/2) + 1. With Clique,
    /// no other chain can then become longer while a majority is honest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no validator.</exception>
    public static int ConfirmationsFor(int validators)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validators, 1);
        return (validators / 2) + 1;
    }

    internal void Validate()
    {
        Fees.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(Confirmations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(GasMarginPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GasMarginPercent, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RebroadcastAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BumpAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReceiptGrace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxVersions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxVersions, 100);
    }
}
