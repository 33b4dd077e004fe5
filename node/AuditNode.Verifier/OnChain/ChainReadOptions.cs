namespace AuditNode.Verifier.OnChain;

/// <summary>How a chain is read.</summary>
public sealed record ChainReadOptions
{
    /// <summary>The block from which on events are looked for; 0, or that of the contracts' deployment, which is quicker.</summary>
    public ulong FromBlock { get; init; }

    /// <summary>
    /// Blocks on a block, itself included, before it counts: 1 reads up to the newest, floor(n / 2) + 1 with n validators up to what no minority
    /// can take back. At least 1.
    /// </summary>
    public ulong Confirmations { get; init; } = 1;

    /// <summary>The most records of a job that are read.</summary>
    public int MaximumRecords { get; init; } = 1 << 20;

    /// <summary>How often the chain is read anew when it is reorganised meanwhile; at least 1.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Transactions that are asked for at a time; at least 1.</summary>
    public int Parallelism { get; init; } = 8;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Confirmations, 1UL, nameof(Confirmations));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumRecords, 1, nameof(MaximumRecords));
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1, nameof(Attempts));
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1, nameof(Parallelism));
    }
}
