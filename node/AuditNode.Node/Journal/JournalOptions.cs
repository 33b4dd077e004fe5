namespace AuditNode.Node.Journal;

/// <summary>How a journal is kept.</summary>
public sealed record JournalOptions
{
    /// <summary>The least of <see cref="MaximumBytes"/>: an empty journal and some records.</summary>
    public const long LeastMaximumBytes = 256 * 1024;

    /// <summary>The database file; created, with its folder, where absent. Beside it lie the write-ahead log and a lock.</summary>
    public required string Path { get; init; }

    /// <summary>The most bytes of the database file, at least 262,144; null for as many as the disk has. A journal that is full stops.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>How long to wait for a reader that blocks a write, such as a backup: 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Records that may be journaled and not yet final on the chain, 1 to 1,000,000. Default 4,096. Reports wait when there are as
    /// many.</summary>
    public int MaximumBacklog { get; init; } = 4096;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        if (MaximumBytes is { } bytes) ArgumentOutOfRangeException.ThrowIfLessThan(bytes, LeastMaximumBytes, nameof(MaximumBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyTimeout, TimeSpan.FromMinutes(10));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBacklog, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumBacklog, 1_000_000);
    }
}
