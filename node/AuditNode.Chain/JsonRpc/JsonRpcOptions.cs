using System.Net.Security;

namespace AuditNode.Chain.JsonRpc;

/// <summary>How a <see cref="JsonRpcClient"/> talks to its node.</summary>
public sealed record JsonRpcOptions
{
    /// <summary>How long one attempt may take, from connecting to the last byte of the answer. Default 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer that are read at most. Default 64 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 << 20;

    /// <summary>Requests that travel together at most, at least 1; larger batches are split, and 1 sends each by itself, for nodes that
    /// take no batches. Default 100 (geth and Besu allow about 1,000).</summary>
    public int MaxBatchSize { get; init; } = 100;

    /// <summary>How often a request is tried that may be repeated (<see cref="JsonRpcClient"/> says which), at least 1. Default 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The pause after the first failed attempt; doubled after each further one, with half of it left to chance. Default 100 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between attempts, also where the node asks for a longer one. Default 5 seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections to the node at a time, at least 1. Default 16.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>Certificates and checks for https endpoints; null for the system's.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>The clock of timeouts and pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        Require(
            RequestTimeout > TimeSpan.Zero && RequestTimeout.TotalMilliseconds <= int.MaxValue, nameof(RequestTimeout), RequestTimeout,
            "1 ms .. 24 days");
        Require(MaxResponseBytes is >= 1 and <= 1 << 30, nameof(MaxResponseBytes), MaxResponseBytes, "1 byte .. 1 GiB");
        Require(MaxBatchSize is >= 1 and <= 10_000, nameof(MaxBatchSize), MaxBatchSize, "1 .. 10,000");
        Require(MaxAttempts is >= 1 and <= 100, nameof(MaxAttempts), MaxAttempts, "1 .. 100");
        Require(MaxConnections is >= 1 and <= 10_000, nameof(MaxConnections), MaxConnections, "1 .. 10,000");
        Require(FirstPause >= TimeSpan.Zero && FirstPause <= LongestPause, nameof(FirstPause), FirstPause, $"0 .. {nameof(LongestPause)}");
        Require(LongestPause <= TimeSpan.FromHours(1), nameof(LongestPause), LongestPause, "0 .. 1 hour");
    }

    private static void Require(bool condition, string name, object value, string range)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is in {range}.");
    }
}
