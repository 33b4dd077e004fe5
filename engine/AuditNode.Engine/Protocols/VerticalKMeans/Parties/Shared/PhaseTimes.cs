namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Adds up how long phases take. Safe for concurrent use.</summary>
internal sealed class PhaseTimes(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, double> _rounds = [];
    private long _roundStarted;

    /// <summary>Seconds by phase, a copy.</summary>
    public IReadOnlyDictionary<string, double> Seconds
    {
        get
        {
            lock (_lock) return new SortedDictionary<string, double>(_seconds, StringComparer.Ordinal);
        }
    }

    /// <summary>Seconds of each round that was measured from its beginning, in order.</summary>
    public IReadOnlyList<double> RoundSeconds
    {
        get
        {
            lock (_lock) return [.. _rounds.Values];
        }
    }

    /// <summary>Measures a phase until the returned object is disposed.</summary>
    public IDisposable Measure(string phase) => new Span(this, phase, clock.GetTimestamp());

    public void BeginRound()
    {
        lock (_lock) _roundStarted = clock.GetTimestamp();
    }

    public void EndRound(int round)
    {
        lock (_lock)
        {
            if (_roundStarted != 0) _rounds[round] = clock.GetElapsedTime(_roundStarted).TotalSeconds;
            _roundStarted = 0;
        }
    }

    private sealed class Span(PhaseTimes owner, string phase, long started) : IDisposable
    {
        public void Dispose()
        {
            double seconds = owner.Elapsed(started);
            lock (owner._lock) owner._seconds[phase] = owner._seconds.GetValueOrDefault(phase) + seconds;
        }
    }

    private double Elapsed(long started) => clock.GetElapsedTime(started).TotalSeconds;
}
