using AuditNode.Chain;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Archives;

/// <summary>
/// Records, specifications and artifacts, from wherever they are kept. Nothing is trusted: bytes come as they are, and whoever reads them
/// compares them with what is anchored. Safe for concurrent use.
/// </summary>
public interface IArchiveReader
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    /// <summary>Jobs of which there is a specification or a record, in ascending order.</summary>
    IReadOnlyList<Bytes32> ListJobs();

    /// <summary>Institutions of which there is a record in a job, in ascending order.</summary>
    /// <param name="jobId">The job.</param>
    IReadOnlyList<Address> ListInstitutions(Bytes32 jobId);

    /// <summary>Which records there are.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    RecordListing ListRecords(Bytes32 jobId, Address institution);

    /// <summary>Reads a specification's bytes, unchecked.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ArchiveException">It is too long, damaged (where that can be seen here), or the file system refuses.</exception>
    ValueTask<byte[]?> ReadSpecificationAsync(Bytes32 jobId, CancellationToken cancellationToken = default);

    /// <summary>Reads a record's bytes, unchecked.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="sequence">The record's number.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ArchiveException">It is too long, damaged (where that can be seen here), or the file system refuses.</exception>
    ValueTask<byte[]?> ReadRecordAsync(Bytes32 jobId, Address institution, long sequence, CancellationToken cancellationToken = default);

    /// <summary>Digests under which there is an artifact, in ascending order.</summary>
    IEnumerable<Bytes32> ListArtifacts();

    /// <summary>Whether there is something under a digest; not whether it is intact.</summary>
    /// <param name="sha256">The digest.</param>
    bool ContainsArtifact(Bytes32 sha256);

    /// <summary>Opens an artifact for reading, unchecked.</summary>
    /// <param name="sha256">The digest.</param>
    /// <exception cref="ArchiveException">It is missing, or the file system refuses.</exception>
    Stream OpenArtifact(Bytes32 sha256);

    /// <summary>Reads an artifact in bounded memory and compares; every copy of it, where there are several.</summary>
    /// <param name="sha256">Digest that it must have.</param>
    /// <param name="byteCount">Length that it must have; null for any.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="ArchiveException">The file system refuses.</exception>
    ValueTask<ArtifactState> CheckArtifactAsync(Bytes32 sha256, long? byteCount, CancellationToken cancellationToken = default);

    /// <summary>Files that do not belong into an archive, as paths within it.</summary>
    IEnumerable<string> ListUnexpected();
}
