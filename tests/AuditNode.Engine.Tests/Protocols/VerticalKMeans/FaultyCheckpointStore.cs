using AuditNode.Engine.Protocols;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>A store that fails once, just before or just after it has written.</summary>
internal sealed class FaultyCheckpointStore : ICheckpointStore
{
    private readonly MemoryCheckpointStore _inner = new();

    public int Writes { get; private set; }

    /// <summary>The write that fails, from 1; 0 for none.</summary>
    public int FailingWrite { get; set; }

    /// <summary>Whether the failing write takes effect.</summary>
    public bool FailsAfterwards { get; set; }

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken = default) => _inner.ReadAsync(name, cancellationToken);

    public async ValueTask WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        bool fails = ++Writes == FailingWrite;
        if (!fails || FailsAfterwards) await _inner.WriteAsync(name, content, cancellationToken);
        if (fails) throw new KilledException();
    }

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default) => _inner.DeleteAsync(name, cancellationToken);
}

/// <summary>The process ends here.</summary>
internal sealed class KilledException : Exception;
