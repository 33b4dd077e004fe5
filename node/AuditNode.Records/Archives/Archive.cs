using AuditNode.Chain;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Archives;

/// <summary>
/// The archive that an institution writes: records and specifications, each of which is written once and never changes, and artifacts. What
/// is written is durable when the call returns. One process writes; any number may read (<see cref="ArchiveFolder"/>). Safe for concurrent
/// use.
/// </summary>
public sealed class Archive : IDisposable
{
    private readonly DurableFolder _folder;

    /// <summary>Opens or creates an archive, and removes what a killed writer left half written.</summary>
    /// <param name="folder">The folder; for its owner only where it is created.</param>
    /// <exception cref="ArchiveException">Another writer has it, or the file system refuses.</exception>
    public Archive(string folder)
        : this(new DurableFolder(folder))
    {
    }

    internal Archive(DurableFolder folder)
    {
        _folder = folder;
        Artifacts = new ArtifactStore(folder, ArchivePath.Artifacts);
        Reader = new ArchiveFolder(folder.Root);
    }

    /// <summary>The artifacts.</summary>
    public ArtifactStore Artifacts { get; }

    /// <summary>Everything, for reading.</summary>
    public ArchiveFolder Reader { get; }

    /// <summary>Writes a job's specification; nothing happens where the same one is there already.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="specification">Its specification.</param>
    /// <param name="cancellationToken">Honoured until it is written.</param>
    /// <exception cref="RecordFormatException">A member is out of its range.</exception>
    /// <exception cref="ArchiveException">There is another one (<see cref="ArchiveFault.Conflict"/>), or the disk is full or refuses.</exception>
    public ValueTask WriteAsync(Bytes32 jobId, JobSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return WriteAsync(ArchivePath.Specification(jobId), specification.ToBytes(), JobSpecification.MaximumByteCount, cancellationToken);
    }

    /// <summary>Writes a record to its place; nothing happens where the same one is there already.</summary>
    /// <param name="record">The record, of this or another institution.</param>
    /// <param name="cancellationToken">Honoured until it is written.</param>
    /// <exception cref="RecordFormatException">A member is out of its range.</exception>
    /// <exception cref="ArchiveException">There is another one (<see cref="ArchiveFault.Conflict"/>), or the disk is full or refuses.</exception>
    public ValueTask WriteAsync(OperationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return WriteAsync(
            ArchivePath.Record(record.JobId, record.Institution, record.Sequence), record.ToBytes(), OperationRecord.MaximumByteCount, cancellationToken);
    }

    /// <summary>Lets another process write.</summary>
    public void Dispose()
    {
        Artifacts.Dispose();
        _folder.Dispose();
    }

    private async ValueTask WriteAsync(string entry, byte[] bytes, int maximumBytes, CancellationToken cancellationToken)
    {
        string path = _folder.PathOf(entry);
        if (!File.Exists(path) && await _folder.TryWriteAsync(entry, bytes, replace: false, cancellationToken).ConfigureAwait(false)) return;
        byte[]? present = await ArchiveFile.ReadAsync(path, entry, maximumBytes, cancellationToken).ConfigureAwait(false);
        if (!bytes.AsSpan().SequenceEqual(present))
        {
            throw new ArchiveException(
                ArchiveFault.Conflict, entry, "There are other bytes already, and what is archived never changes. Look into which of the two is anchored.");
        }

        try
        {
            _folder.Confirm(entry);
        }
        catch (IOException e)
        {
            throw ArchiveException.Of(entry, e);
        }
    }
}
