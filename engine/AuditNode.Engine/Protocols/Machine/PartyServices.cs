namespace AuditNode.Engine.Protocols;

/// <summary>What a party needs from its surroundings.</summary>
/// <param name="Blobs">Where bytes are kept that are sent, received or reported.</param>
/// <param name="Checkpoints">Where the state is kept, and a key holder's secret key, which this store has to protect.</param>
/// <param name="Log">Where operations are reported.</param>
/// <param name="Clock">Times of operations and durations of phases.</param>
public sealed record PartyServices(IBlobStore Blobs, ICheckpointStore Checkpoints, IOperationLog Log, TimeProvider Clock)
{
    /// <summary>External values for challenges, the same at all parties of a job; none by default.</summary>
    public IBeacon Beacon { get; init; } = NullBeacon.Instance;

    /// <summary>Everything in memory, and no log.</summary>
    public static PartyServices InMemory() => new(new MemoryBlobStore(), new MemoryCheckpointStore(), NullOperationLog.Instance, TimeProvider.System);
}
