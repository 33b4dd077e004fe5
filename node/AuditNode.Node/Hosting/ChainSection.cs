namespace AuditNode.Node.Hosting;

/// <summary>chain.* of the configuration.</summary>
public sealed record ChainSection
{
    /// <summary>JSON-RPC of the institution's own node of the chain.</summary>
    public required Uri Rpc { get; init; }

    /// <summary>Full path of a file with user:password for <see cref="Rpc"/>; null for none.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>Full path of the file with the contracts' addresses.</summary>
    public required string ContractsFile { get; init; }

    /// <summary>Blocks that make a transaction final, its own included; 0 follows the number of validators.</summary>
    public int Confirmations { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; init; }

    /// <summary>Pause between looks for receipts and blocks.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>Without a new block for this long, the chain counts as stalled.</summary>
    public TimeSpan StallAfter { get; init; }
}
