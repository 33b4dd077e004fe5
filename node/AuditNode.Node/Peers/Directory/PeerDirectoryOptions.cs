namespace AuditNode.Node.Peers;

/// <summary>How fresh a <see cref="PeerDirectory"/> is.</summary>
public sealed record PeerDirectoryOptions
{
    /// <summary>Time between two readings of the registry: 1 second to 1 hour.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// For how long an entry counts when the registry cannot be read any more; afterwards nobody is admitted. A removed institution is shut
    /// out at the next refresh, or after this time at the latest. At least the interval, at most a day.
    /// </summary>
    public TimeSpan MaximumStaleness { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Least time between two readings that strangers or failed handshakes cause.</summary>
    public TimeSpan MinimumInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        if (RefreshInterval < TimeSpan.FromSeconds(1) || RefreshInterval > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(RefreshInterval), RefreshInterval, "Give 1 second to 1 hour.");
        if (MaximumStaleness < RefreshInterval || MaximumStaleness > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(MaximumStaleness), MaximumStaleness, "Give at least the interval and at most a day.");
        if (MinimumInterval <= TimeSpan.Zero || MinimumInterval > RefreshInterval)
            throw new ArgumentOutOfRangeException(nameof(MinimumInterval), MinimumInterval, "Give more than nothing and at most the interval.");
    }
}
