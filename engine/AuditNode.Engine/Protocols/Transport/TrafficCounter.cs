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
    public void Add(Envelope envelope) => Add(envelope.Kind, new Traffic(1, envelope.Payload.Length));

    /// <summary>Counts what a transport measured itself, for instance with the bytes that it adds to a payload.</summary>
    /// <param name="kind">Kind of the messages.</param>
    /// <param name="traffic">Their number and bytes.</param>
    public void Add(string kind, Traffic traffic)
    {
        lock (_lock) _byKind[kind] = _byKind.GetValueOrDefault(kind) + traffic;
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
