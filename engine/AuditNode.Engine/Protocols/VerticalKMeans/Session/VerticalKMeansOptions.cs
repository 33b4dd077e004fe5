namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>How a run in one process is carried out; nothing here changes a result.</summary>
public sealed record VerticalKMeansOptions
{
    /// <summary>Threads that evaluate, at least 1; all processors by default.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Connects the parties; by default a network that simulates nothing. The caller disposes a given one.</summary>
    public InProcessNetwork? Network { get; init; }

    /// <summary>Where a party, by its name, reports operations; nowhere by default.</summary>
    public Func<string, IOperationLog>? OperationLogs { get; init; }

    /// <summary>Where a party, by its name, keeps blobs; in memory by default.</summary>
    public Func<string, IBlobStore>? BlobStores { get; init; }

    /// <summary>Where a party, by its name, keeps its state; in memory by default. A run with the stores of an interrupted one goes on with it.</summary>
    public Func<string, ICheckpointStore>? CheckpointStores { get; init; }

    /// <summary>Where a party, by its name, gets the external values of challenges, the same for all; without any by default.</summary>
    public Func<string, IBeacon>? Beacons { get; init; }

    /// <summary>Told how far the parties are; may be called by several threads.</summary>
    public IProgress<ProtocolProgress>? Progress { get; init; }

    /// <summary>Clock for times of operations and durations of phases.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
