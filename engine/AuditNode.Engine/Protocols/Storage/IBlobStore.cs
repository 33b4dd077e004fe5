namespace AuditNode.Engine.Protocols;

/// <summary>
/// Keeps bytes under their SHA-256 digest. What is put is durable when the call returns, and what is read is checked against its digest.
/// Safe for concurrent use.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores bytes; does nothing where they are stored already.</summary>
    /// <param name="content">Any bytes; not to be changed afterwards.</param>
    /// <param name="cancellationToken">Honoured until the bytes are stored.</param>
    /// <returns>Their SHA-256 digest, 32 bytes.</returns>
    ValueTask<ReadOnlyMemory<byte>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Reads bytes.</summary>
    /// <param name="sha256">Their SHA-256 digest, 32 bytes.</param>
    /// <param name="cancellationToken">Honoured until they are read.</param>
    /// <exception cref="StorageException">They are missing, or not those of the digest.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default);
}
