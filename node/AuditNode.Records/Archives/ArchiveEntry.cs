using AuditNode.Chain;

namespace AuditNode.Records.Archives;

/// <summary>A file of an archive: an artifact, a specification or a record.</summary>
/// <param name="Sha256">The digest of an artifact; null for the others.</param>
/// <param name="JobId">The job of a specification or record.</param>
/// <param name="Institution">The institution of a record.</param>
/// <param name="Sequence">The number of a record.</param>
internal sealed record ArchiveEntry(Bytes32? Sha256 = null, Bytes32 JobId = default, Address? Institution = null, long Sequence = 0)
{
    /// <summary>The path within the archive.</summary>
    public string Path => Sha256 is { } sha256 ? ArchivePath.Artifact(sha256)
        : Institution is { } institution ? ArchivePath.Record(JobId, institution, Sequence)
        : ArchivePath.Specification(JobId);
}
