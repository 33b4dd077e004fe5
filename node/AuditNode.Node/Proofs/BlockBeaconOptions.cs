namespace AuditNode.Node.Proofs;

/// <summary>How a beacon takes its values from the chain.</summary>
public sealed record BlockBeaconOptions
{
    /// <summary>How often the chain is asked. Default 500 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without a new block the chain is given something to put into one. Default 2 s.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock of both.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(IdleAfter, TimeSpan.Zero);
    }
}
