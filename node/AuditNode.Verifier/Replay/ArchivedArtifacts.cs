using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Verifier.Archives;

namespace AuditNode.Verifier.Replay;

/// <summary>Archives as the engine's replay reads them. Read only.</summary>
internal sealed class ArchivedArtifacts(ArchiveSet archives, int maximumBytes) : IBlobStore
{
    public ValueTask<ReadOnlyMemory<byte>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        throw new StorageException("A verifier changes no archive.");

    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default) =>
        await archives.ReadArtifactAsync(Bytes32.FromBytes(sha256.Span), maximumBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"No archive has artifact {Convert.ToHexStringLower(sha256.Span)} intact, or it is longer than {maximumBytes} bytes.");
}
