using AuditNode.Engine.Protocols;

namespace AuditNode.Engine.Tests.Release;

/// <summary>A store whose power fails at one write: before it, or after it.</summary>
internal sealed class FaultyStore(ICheckpointStore inner, int failingWrite, bool afterwards) : ICheckpointStore
{
    private int _writes;

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken = default) => inner.ReadAsync(name, cancellationToken);

    public async ValueTask WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        bool fails = _writes++ == failingWrite;
        if (!fails || afterwards) await inner.WriteAsync(name, content, cancellationToken);
        if (fails) throw new IOException("Power failed.");
    }

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, cancellationToken);
}
