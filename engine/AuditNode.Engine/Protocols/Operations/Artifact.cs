using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols;

/// <summary>An input or output of an operation: a name, a digest, and a way to the bytes.</summary>
public sealed class Artifact
{
    private readonly IBlobStore? _store;
    private readonly ReadOnlyMemory<byte> _content;

    /// <summary>An artifact whose bytes lie in a store.</summary>
    /// <param name="name">What it is within the operation, for instance <c>centroids</c>.</param>
    /// <param name="sha256">SHA-256 of the bytes.</param>
    /// <param name="byteCount">Their number.</param>
    /// <param name="store">Where they are.</param>
    public Artifact(string name, ReadOnlyMemory<byte> sha256, long byteCount, IBlobStore store)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfNegative(byteCount);
        if (sha256.Length != SHA256.HashSizeInBytes) throw new ArgumentException($"A SHA-256 digest has 32 bytes, not {sha256.Length}.", nameof(sha256));
        (Name, Sha256, ByteCount, _store) = (name, sha256, byteCount, store);
    }

    /// <summary>An artifact whose bytes are at hand; computes the digest.</summary>
    /// <param name="name">What it is within the operation.</param>
    /// <param name="content">The bytes; not to be changed afterwards.</param>
    public Artifact(string name, ReadOnlyMemory<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Sha256, ByteCount, _content) = (name, SHA256.HashData(content.Span), content.Length, content);
    }

    /// <summary>What it is within the operation.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the bytes.</summary>
    public ReadOnlyMemory<byte> Sha256 { get; }

    /// <summary>Number of bytes.</summary>
    public long ByteCount { get; }

    /// <summary>Reads the bytes.</summary>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <exception cref="StorageException">They are missing or damaged.</exception>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken = default) =>
        _store?.GetAsync(Sha256, cancellationToken) ?? new(_content);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Convert.ToHexStringLower(Sha256.Span)} ({ByteCount} bytes)";
}
