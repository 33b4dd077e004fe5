using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols;

/// <summary>Blobs in memory, for tests and single runs.</summary>
public sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] digest = SHA256.HashData(content.Span);
        _blobs.TryAdd(Convert.ToHexStringLower(digest), content);
        return new(digest);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> GetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = Convert.ToHexStringLower(sha256.Span);
        if (!_blobs.TryGetValue(name, out ReadOnlyMemory<byte> content)) throw new StorageException($"Blob {name} is missing; start the job anew.");
        return SHA256.HashData(content.Span).AsSpan().SequenceEqual(sha256.Span)
            ? new(content)
            : throw new StorageException($"Blob {name} was changed after it was stored.");
    }
}
