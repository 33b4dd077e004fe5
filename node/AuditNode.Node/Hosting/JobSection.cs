namespace AuditNode.Node.Hosting;

/// <summary>jobs.* of the configuration.</summary>
public sealed record JobSection
{
    /// <summary>Pause between looks for new jobs.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>Jobs that run at once.</summary>
    public int Workers { get; init; }

    /// <summary>Threads of one job's computation; 0 takes one per core.</summary>
    public int Threads { get; init; }
}
