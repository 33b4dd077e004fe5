namespace AuditNode.Node.Peers;

/// <summary>How a node sends to others.</summary>
public sealed record PeerClientOptions
{
    /// <summary>Most bytes of a request: 4 KiB to 16 MiB. The receiver puts each on its disk before it answers.</summary>
    public int ChunkBytes { get; init; } = 4 << 20;

    /// <summary>How long a connection may take, TLS included: 1 second to 1 minute.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer may take, besides the time that the bytes need at <see cref="MinimumRate"/>: 1 second to 10 minutes.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes per second that any connection has to carry: at least 1.</summary>
    public int MinimumRate { get; init; } = 16 << 10;

    /// <summary>Pause after the first failure; each further one doubles it. 10 milliseconds to 1 minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause: at least the first, at most 10 minutes.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(nameof(ChunkBytes), ChunkBytes, 4096, 16 << 20);
        Require(nameof(ConnectTimeout), ConnectTimeout.TotalSeconds, 1, 60);
        Require(nameof(RequestTimeout), RequestTimeout.TotalSeconds, 1, 600);
        Require(nameof(MinimumRate), MinimumRate, 1, int.MaxValue);
        Require(nameof(FirstPause), FirstPause.TotalSeconds, 0.01, 60);
        Require(nameof(LongestPause), LongestPause.TotalSeconds, FirstPause.TotalSeconds, 600);
    }

    private static void Require(string name, double value, double minimum, double maximum)
    {
        if (value < minimum || value > maximum) throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [{minimum}, {maximum}].");
    }
}
