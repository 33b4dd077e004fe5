using System.Net;

namespace AuditNode.Node.Peers;

/// <summary>Where a node listens for others, and what it lets them do.</summary>
public sealed record PeerServerOptions
{
    /// <summary>Address and port to listen on; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Most connections of one institution at a time: 1 to 64.</summary>
    public int ConnectionsPerPeer { get; init; } = 4;

    /// <summary>Most connections at a time, handshakes included: 8 to 4,096.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>Most requests of a connection at a time: 1 to 256.</summary>
    public int StreamsPerConnection { get; init; } = 32;

    /// <summary>Most bytes of a request's body: 64 KiB to 64 MiB. Messages may be longer, they come in several.</summary>
    public int RequestBytes { get; init; } = 16 << 20;

    /// <summary>Least bytes per second of a body, once <see cref="BodyGracePeriod"/> is over: 1 to 1,000,000.</summary>
    public int MinimumBodyRate { get; init; } = 4096;

    /// <summary>For how long a body may be slower: 2 seconds to 5 minutes.</summary>
    public TimeSpan BodyGracePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a handshake and the header fields of a request may take: 1 second to 1 minute.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long requests may take to end when the server stops: up to 1 minute.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Listen);
        Require(nameof(ConnectionsPerPeer), ConnectionsPerPeer, 1, 64);
        Require(nameof(Connections), Connections, 8, 4096);
        Require(nameof(StreamsPerConnection), StreamsPerConnection, 1, 256);
        Require(nameof(RequestBytes), RequestBytes, 64 << 10, 64 << 20);
        Require(nameof(MinimumBodyRate), MinimumBodyRate, 1, 1_000_000);
        Require(nameof(BodyGracePeriod), BodyGracePeriod.TotalSeconds, 2, 300);
        Require(nameof(HandshakeTimeout), HandshakeTimeout.TotalSeconds, 1, 60);
        Require(nameof(ShutdownTimeout), ShutdownTimeout.TotalSeconds, 0, 60);
    }

    private static void Require(string name, double value, double minimum, double maximum)
    {
        if (value < minimum || value > maximum) throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [{minimum}, {maximum}].");
    }
}
