using AuditNode.Chain;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Archives;

/// <summary>Reads an archive from its folder, which another process may be writing to. Safe for concurrent use.</summary>
public sealed class ArchiveFolder : IArchiveReader
{
    private readonly ArtifactFolder _artifacts;

    /// <summary>An archive in a folder.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public ArchiveFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Location = Path.GetFullPath(folder);
        _artifacts = new ArtifactFolder(PathOf(ArchivePath.Artifacts));
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Bytes32> ListJobs()
    {
        var jobs = new List<Bytes32>();
        foreach (string name in Names(ArchivePath.Jobs))
        {
            if (ArchivePath.TryParseJob(name, out Bytes32 jobId)) jobs.Add(jobId);
        }

        return jobs;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Address> ListInstitutions(Bytes32 jobId)
    {
        var institutions = new List<Address>();
        foreach (string name in Names(ArchivePath.RecordsOf(jobId)))
        {
            if (ArchivePath.TryParseInstitution(name, out Address institution)) institutions.Add(institution);
        }

        return institutions;
    }

    /// <inheritdoc/>
    public RecordListing ListRecords(Bytes32 jobId, Address institution)
    {
        var sequences = new List<long>();
        foreach (string name in Names(ArchivePath.Stream(jobId, institution)))
        {
            if (ArchivePath.TryParseSequence(name, out long sequence)) sequences.Add(sequence);
        }

        return new RecordListing(sequences);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadSpecificationAsync(Bytes32 jobId, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Specification(jobId), JobSpecification.MaximumByteCount, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadRecordAsync(Bytes32 jobId, Address institution, long sequence, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Record(jobId, institution, sequence), OperationRecord.MaximumByteCount, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<Bytes32> ListArtifacts() => _artifacts.List();

    /// <inheritdoc/>
    public bool ContainsArtifact(Bytes32 sha256) => _artifacts.Contains(sha256);

    /// <inheritdoc/>
    public Stream OpenArtifact(Bytes32 sha256) => _artifacts.Open(sha256);

    /// <inheritdoc/>
    public ValueTask<ArtifactState> CheckArtifactAsync(Bytes32 sha256, long? byteCount, CancellationToken cancellationToken = default) =>
        _artifacts.CheckAsync(sha256, byteCount, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<string> ListUnexpected()
    {
        foreach (string name in ArchiveFile.Names(Location))
        {
            if (name is not (ArchivePath.Artifacts or ArchivePath.Jobs or DurableFolder.IncomingName)) yield return name;
        }

        foreach (string path in _artifacts.ListUnexpected()) yield return $"{ArchivePath.Artifacts}/{path}";
        if (!Directory.Exists(PathOf(ArchivePath.Jobs))) yield break;
        foreach (string path in Directory.EnumerateFiles(PathOf(ArchivePath.Jobs), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string entry = Path.GetRelativePath(Location, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!ArchivePath.TryParse(entry, out _)) yield return entry;
        }
    }

    private ValueTask<byte[]?> ReadAsync(string entry, int maximumBytes, CancellationToken cancellationToken) =>
        ArchiveFile.ReadAsync(PathOf(entry), entry, maximumBytes, cancellationToken);

    private IEnumerable<string> Names(string entry) => ArchiveFile.Names(PathOf(entry));

    private string PathOf(string entry) => Path.Combine(Location, entry.Replace('/', Path.DirectorySeparatorChar));
}
