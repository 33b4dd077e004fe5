using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Archives;
using AuditNode.Records.Artifacts;

namespace AuditNode.Node.Jobs;

/// <summary>The archive's artifacts as the engine's blobs: what is sent, received and reported is stored once.</summary>
/// <param name="artifacts">The institution's artifacts.</param>
public sealed class ArtifactBlobStore(ArtifactStore artifacts) : IBlobStore
{
    /// <summary>The most bytes of a blob: what an array of .NET holds.</summary>
    public static readonly int MaximumByteCount = Array.MaxLength;

    private const string Name = "blob";

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        (await artifacts.PutAsync(Name, content, cancellationToken).ConfigureAwait(false)).Sha256.ToArray();

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        try
        {
            return await artifacts.ReadAsync(Bytes32.FromBytes(sha256.Span), MaximumByteCount, cancellationToken).ConfigureAwait(false);
        }
        catch (ArchiveException e) when (e.Fault is ArchiveFault.Missing or ArchiveFault.Damaged or ArchiveFault.TooLong)
        {
            throw new StorageException($"Artifact {Convert.ToHexStringLower(sha256.Span)} cannot be read from the archive; restore it, or start the job anew.", e);
        }
    }
}
