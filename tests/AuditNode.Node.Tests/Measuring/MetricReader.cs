using System.Diagnostics.Metrics;
using System.Globalization;

namespace AuditNode.Node.Tests.Measuring;

/// <summary>Reads all that one meter tells: sums of what is added, counts of what is recorded, last values of what is observed.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly Lock _guard = new();
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public MetricReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter)) return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    /// <summary>Every instrument with every set of attributes that came, "name{key=value,...}".</summary>
    public IReadOnlyCollection<string> Series
    {
        get
        {
            lock (_guard) return [.. _values.Keys];
        }
    }

    /// <summary>The value of a series; 0 where there is none.</summary>
    public double this[string series]
    {
        get
        {
            lock (_guard) return _values.GetValueOrDefault(series);
        }
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach ((string key, object? tag) in tags) texts.Add(string.Create(CultureInfo.InvariantCulture, $"{key}={tag}"));
        texts.Sort(StringComparer.Ordinal);
        string series = texts.Count == 0 ? instrument.Name : $"{instrument.Name}{{{string.Join(',', texts)}}}";
        lock (_guard)
        {
            _values[series] = instrument is Histogram<double> ? _values.GetValueOrDefault(series) + 1
                : instrument.IsObservable ? value
                : _values.GetValueOrDefault(series) + value;
        }
    }
}
