namespace AuditNode.Node.Measuring;

/// <summary>Attributes of metrics. Each has few values, whatever happens: none names a job, a record or somebody outside of the consortium.</summary>
internal static class MetricTag
{
    /// <summary>Where a record is: pending, submitted or included.</summary>
    public const string RecordState = "auditnode.record.state";

    /// <summary>How the chain behaves, in the words of the node's status.</summary>
    public const string ChainState = "auditnode.chain.state";

    /// <summary>What a transaction is for.</summary>
    public const string Purpose = "auditnode.transaction.purpose";

    /// <summary>How a transaction ended: final, lost or refused.</summary>
    public const string Outcome = "auditnode.transaction.outcome";

    /// <summary>Transmit or receive, as OpenTelemetry has it.</summary>
    public const string Direction = "network.io.direction";

    /// <summary>Kind of a message, of those that the engine has.</summary>
    public const string MessageKind = "auditnode.message.kind";

    /// <summary>Why something was refused, of the codes of docs/peers.md.</summary>
    public const string RefusalReason = "auditnode.refusal.reason";

    /// <summary>How far this institution is with a job.</summary>
    public const string JobPhase = "auditnode.job.phase";

    /// <summary>Kind of an operation, of those that records have.</summary>
    public const string OperationKind = "auditnode.operation.kind";

    /// <summary>The configuration's name of a data set.</summary>
    public const string Dataset = "auditnode.dataset";

    public static KeyValuePair<string, object?> Of(string name, object value) => new(name, value);
}
