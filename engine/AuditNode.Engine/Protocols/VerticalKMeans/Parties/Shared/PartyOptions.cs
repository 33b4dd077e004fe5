namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>How a party works; nothing here changes what it computes.</summary>
public sealed record PartyOptions
{
    /// <summary>Threads, at least 1; all processors by default.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how far the party is; may be called by several threads.</summary>
    public IProgress<ProtocolProgress>? Progress { get; init; }

    /// <summary>Where the party's noise comes from.</summary>
    internal NoiseSource Noise { get; init; } = NoiseSource.Entropy;

    /// <summary>Where durations are added up, or null.</summary>
    internal PhaseTimes? Times { get; init; }
}
