namespace AuditNode.Node.Journal;

/// <summary>Kinds of records that are the node's own, beside the engine's <see cref="Engine.Protocols.OperationKind"/>.</summary>
public static class NodeRecordKind
{
    /// <summary>A job was proposed.</summary>
    public const string JobProposed = "job.proposed";

    /// <summary>A job was given up.</summary>
    public const string JobAborted = "job.aborted";

    /// <summary>A job's result was reported to the registry.</summary>
    public const string JobCompleted = "job.completed";

    /// <summary>A message of another institution was refused.</summary>
    public const string MessageRefused = "message.refused";

    /// <summary>A commitment to a share of a beacon was made.</summary>
    public const string BeaconCommitted = "beacon.committed";

    /// <summary>A share of a beacon was revealed.</summary>
    public const string BeaconRevealed = "beacon.revealed";
}
