using AuditNode.Engine.Protocols;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Journal;

/// <summary>Puts what an operation took and gave into the archive, before its record is made.</summary>
internal sealed class ArtifactKeeper(Archive archive)
{
    /// <summary>Stores a list of artifacts that is not in the archive yet.</summary>
    /// <param name="list"><see cref="ArtifactManifest.InputsName"/> or <see cref="ArtifactManifest.OutputsName"/>.</param>
    /// <param name="artifacts">The list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the record names: the list, or a manifest in its place.</returns>
    public async Task<IReadOnlyList<ArtifactReference>> KeepAsync(string list, IReadOnlyList<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArtifactReference[] references = RecordTemplate.References(artifacts);
        IReadOnlyList<ArtifactReference> named = ArtifactManifest.Shorten(list, references, out byte[]? manifest);
        for (int i = 0; i < references.Length; i++)
        {
            if (archive.Artifacts.Contains(references[i].Sha256)) continue;
            ReadOnlyMemory<byte> content = await artifacts[i].ReadAsync(cancellationToken);
            ArtifactReference stored = await archive.Artifacts.PutAsync(references[i].Name, content, cancellationToken);
            if (stored != references[i])
                throw new ArchiveException(ArchiveFault.Mismatch, references[i].Name, $"The bytes have the SHA-256 {stored.Sha256}; {references[i].Sha256} was reported.");
        }

        if (manifest is not null) await archive.Artifacts.PutAsync(list, manifest, cancellationToken);
        return named;
    }
}
