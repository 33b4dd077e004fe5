namespace AuditNode.Engine.Protocols;

/// <summary>Counts messages and their payload bytes by kind. Safe for concurrent use.</summary>
public sealed class TrafficCounter
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Traffic> _byKind = new(StringComparer.Ordinal);

    /// <summary>Messages and bytes of each kind, a copy.</summary>
    public IReadOnlyDictionary<string, Traffic> ByKind
    {
        get
        {
            lock (_lock) return new SortedDictionary<string, Traffic>(_byKind, StringComparer.Ordinal);
        }
    }

    /// <summary>Messages and bytes of all kinds.</summary>
    public Traffic Total
    {
        get
        {
            lock (_lock) return _byKind.Values.Aggregate(default(Traffic), (sum, t) => sum + t);
        }
    }

    /// <summary>Counts a message.</summary>
    /// <param name="envelope">The message.</param>
    public void Add(Envelope envelope)
    {
        lock (_lock) _byKind[envelope.Kind] = _byKind.GetValueOrDefault(envelope.Kind) + new Traffic(1, envelope.Payload.Length);
    }
}

/// <summary>An amount of traffic.</summary>
/// <param name="Messages">Number of messages.</param>
/// <param name="Bytes">Bytes of their payloads.</param>
public readonly record struct Traffic(long Messages, long Bytes)
{
    /// <summary>Both together.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    public static Traffic operator +(Traffic left, Traffic right) => new(left.Messages + right.Messages, left.Bytes + right.Bytes);
}
