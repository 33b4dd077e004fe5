namespace AuditNode.Engine.Protocols;

/// <summary>Forgets every operation.</summary>
public sealed class NullOperationLog : IOperationLog
{
    /// <summary>The only one that is needed.</summary>
    public static NullOperationLog Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
