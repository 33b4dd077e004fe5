using System.Collections.Concurrent;

namespace AuditNode.Engine.Protocols;

/// <summary>Checkpoints in memory, for tests and single runs; copies what it is given.</summary>
public sealed class MemoryCheckpointStore : ICheckpointStore
{
    private readonly ConcurrentDictionary<string, byte[]> _states = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_states.TryGetValue(CheckpointName.Require(name), out byte[]? state) ? (ReadOnlyMemory<byte>?)state.ToArray() : null);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _states[CheckpointName.Require(name)] = content.ToArray();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _states.TryRemove(CheckpointName.Require(name), out _);
        return ValueTask.CompletedTask;
    }
}
