namespace AuditNode.Engine.Protocols;

/// <summary>Keeps operations in memory, repeated ones once. Safe for concurrent use.</summary>
public sealed class MemoryOperationLog : IOperationLog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Operation> _operations = [];

    /// <summary>The operations by their sequence, a copy.</summary>
    public IReadOnlyList<Operation> Operations
    {
        get
        {
            lock (_lock) return [.. _operations.Values];
        }
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) _operations.TryAdd(operation.Sequence, operation);
        return ValueTask.CompletedTask;
    }
}
