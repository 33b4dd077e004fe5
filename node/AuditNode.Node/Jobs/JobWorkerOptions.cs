namespace AuditNode.Node.Jobs;

/// <summary>How a node works on its jobs.</summary>
public sealed record JobWorkerOptions
{
    /// <summary>Pause between looks for new jobs. Default 2 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Jobs that run at once, at least 1. Default 1: a job uses all processors.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>After how long a job that could not go on is tried again, the first time; twice as long each further time, at most an hour. Default 5 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told why a job could not go on, before it is tried again; whoever knows that trying is vain stops the worker. Default: nobody.</summary>
    public Action<Exception>? Interrupted { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryAfter, TimeSpan.Zero);
    }
}
