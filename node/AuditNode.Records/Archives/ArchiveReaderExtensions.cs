using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Archives;

/// <summary>Reads what records name from an archive.</summary>
public static class ArchiveReaderExtensions
{
    /// <summary>Reads an artifact in bounded memory and compares; every copy of it, where there are several.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="reference">Digest and length that it must have.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="ArchiveException">The file system refuses.</exception>
    public static ValueTask<ArtifactState> CheckArtifactAsync(
        this IArchiveReader archive, ArtifactReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(reference);
        return archive.CheckArtifactAsync(reference.Sha256, reference.ByteCount, cancellationToken);
    }

    /// <summary>Reads an artifact and checks digest and length.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="reference">The artifact.</param>
    /// <param name="maximumBytes">The most bytes that are read.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="ArchiveException">It is missing, damaged or too long, or the file system refuses.</exception>
    public static async ValueTask<byte[]> ReadArtifactAsync(
        this IArchiveReader archive, ArtifactReference reference, int maximumBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(reference);
        string entry = ArchivePath.Artifact(reference.Sha256);
        if (reference.ByteCount > maximumBytes)
            throw new ArchiveException(ArchiveFault.TooLong, entry, $"{reference.Name} has {reference.ByteCount} bytes; it may have {maximumBytes}.");
        byte[] bytes = new byte[reference.ByteCount];
        Stream content = archive.OpenArtifact(reference.Sha256);
        await using (content.ConfigureAwait(false))
        {
            int read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            byte[] beyond = new byte[1];
            if (read == bytes.Length && await content.ReadAsync(beyond, cancellationToken).ConfigureAwait(false) == 0
                && Bytes32.FromBytes(SHA256.HashData(bytes)) == reference.Sha256)
            {
                return bytes;
            }
        }

        throw new ArchiveException(ArchiveFault.Damaged, entry, $"The bytes are not those of {reference.Name}: they were changed after they were stored.");
    }

    /// <summary>A record's inputs or outputs, with a manifest taken apart.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="artifacts">Inputs or outputs of a record.</param>
    /// <param name="cancellationToken">Honoured while the manifest is read.</param>
    /// <returns>The manifest's list in its place; the list itself where it has none.</returns>
    /// <exception cref="ArchiveException">The manifest is missing or damaged, or the file system refuses.</exception>
    /// <exception cref="RecordFormatException">The manifest is not in canonical form.</exception>
    public static async ValueTask<IReadOnlyList<ArtifactReference>> ExpandAsync(
        this IArchiveReader archive, IReadOnlyList<ArtifactReference> artifacts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        if (!artifacts.Any(ArtifactManifest.IsManifest)) return artifacts;
        var expanded = new List<ArtifactReference>();
        foreach (ArtifactReference artifact in artifacts)
        {
            if (!ArtifactManifest.IsManifest(artifact))
            {
                expanded.Add(artifact);
                continue;
            }

            byte[] bytes = await archive.ReadArtifactAsync(artifact, ArtifactManifest.MaximumByteCount, cancellationToken).ConfigureAwait(false);
            expanded.AddRange(ArtifactManifest.Parse(bytes).Artifacts);
        }

        return expanded;
    }

    /// <summary>A record's commitments, which may lie in an artifact.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Honoured while the artifact is read.</param>
    /// <exception cref="ArchiveException">The artifact is missing or damaged, or the file system refuses.</exception>
    /// <exception cref="RecordFormatException">The artifact is not in canonical form, or the record has commitments besides.</exception>
    public static async ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadCommitmentsAsync(
        this IArchiveReader archive, OperationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArtifactReference? list = record.Outputs.FirstOrDefault(output => output.Name == CommitmentList.Name);
        if (list is null) return record.Commitments;
        if (record.Commitments.Count > 0) throw new RecordFormatException("commitments", "They must be empty where a list of commitments is among the outputs.");
        return CommitmentList.Parse(await archive.ReadArtifactAsync(list, CommitmentList.MaximumByteCount, cancellationToken).ConfigureAwait(false));
    }
}
