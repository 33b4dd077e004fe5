using AuditNode.Zk.Records;

namespace AuditNode.Node.Anchoring;

/// <summary>How records are brought to the ledger.</summary>
public sealed record AnchoringOptions
{
    /// <summary>Records in one transaction at most, 1 to 256. Default 256. Fewer where blocks hold less than 7 million gas.</summary>
    public int MaximumBatch { get; init; } = BatchContext.MaximumCount;

    /// <summary>Transactions of one stream that may be under way at a time, at least 1. Default 4. Only full batches do not wait for the one
    /// before.</summary>
    public int MaximumInFlight { get; init; } = 4;

    /// <summary>How often the chain is looked at while something is under way. Default 500 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long before a stream that the ledger refuses, or a node that is away, is tried again. Default 2 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the chain's node may take to say what the newest block is, before it counts as away. Default 10 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a new block, with transactions under way, the chain counts as stalled. Default 60 s.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock of all of these.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBatch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumBatch, BatchContext.MaximumCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AnswerWithin, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallAfter, TimeSpan.Zero);
    }
}
