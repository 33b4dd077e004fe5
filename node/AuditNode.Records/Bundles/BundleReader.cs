using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Bundles;

/// <summary>
/// Reads a bundle (docs/records.md): an archive in one file. The index is checked when it is opened, records and specifications when they are
/// read, artifacts by <see cref="CheckArtifactAsync"/>, and everything by <see cref="CheckAsync(CancellationToken)"/>. Memory is bounded by the index. Safe for
/// concurrent use.
/// </summary>
public sealed class BundleReader : IArchiveReader
{
    private readonly Dictionary<string, BundleEntry> _entries;
    private readonly Dictionary<Bytes32, Dictionary<Address, List<long>>> _jobs = [];

    private BundleReader(string path, BundleIndex index)
    {
        Location = path;
        Header = index.Header;
        _entries = index.Entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        foreach (BundleEntry entry in index.Entries)
        {
            if (!ArchivePath.TryParse(entry.Path, out ArchiveEntry? parsed) || parsed.Sha256 is not null) continue;
            if (!_jobs.TryGetValue(parsed.JobId, out Dictionary<Address, List<long>>? streams)) _jobs.Add(parsed.JobId, streams = []);
            if (parsed.Institution is not { } institution) continue;
            if (!streams.TryGetValue(institution, out List<long>? sequences)) streams.Add(institution, sequences = []);
            sequences.Add(parsed.Sequence);
        }
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>What the bundle is about; a claim until the chain confirms it.</summary>
    public BundleHeader Header { get; }

    /// <summary>Opens a bundle and checks its index.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArchiveException">It is missing or damaged; the entry or line is named.</exception>
    public static BundleReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        using FileStream file = ArchiveFile.Open(full, string.Empty);
        try
        {
            return new BundleReader(full, BundleIndex.Read(file, file.Length));
        }
        catch (Exception e) when (e is IOException and not ArchiveException)
        {
            throw ArchiveException.Of(BundleIndex.EntryName, e);
        }
    }

    /// <summary>Reads every file and compares it with the index.</summary>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <returns>Paths of the files that were changed, in order; none if the bundle is intact.</returns>
    /// <exception cref="ArchiveException">The file system refuses.</exception>
    public async ValueTask<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default)
    {
        var changed = new List<string>();
        foreach (BundleEntry entry in _entries.Values.OrderBy(entry => entry.Offset))
        {
            if (await CheckAsync(entry, cancellationToken).ConfigureAwait(false) != ArtifactState.Intact) changed.Add(entry.Path);
        }

        return changed;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Bytes32> ListJobs() => [.. _jobs.Keys.Order()];

    /// <inheritdoc/>
    public IReadOnlyList<Address> ListInstitutions(Bytes32 jobId) => _jobs.TryGetValue(jobId, out Dictionary<Address, List<long>>? streams) ? [.. streams.Keys.Order()] : [];

    /// <inheritdoc/>
    public RecordListing ListRecords(Bytes32 jobId, Address institution) =>
        _jobs.TryGetValue(jobId, out Dictionary<Address, List<long>>? streams) && streams.TryGetValue(institution, out List<long>? sequences)
            ? new RecordListing(sequences)
            : RecordListing.Empty;

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadSpecificationAsync(Bytes32 jobId, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Specification(jobId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadRecordAsync(Bytes32 jobId, Address institution, long sequence, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Record(jobId, institution, sequence), cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<Bytes32> ListArtifacts() =>
        _entries.Keys.Where(path => path.StartsWith(ArchivePath.Artifacts, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => _entries[path].Sha256);

    /// <inheritdoc/>
    public bool ContainsArtifact(Bytes32 sha256) => _entries.ContainsKey(ArchivePath.Artifact(sha256));

    /// <inheritdoc/>
    public Stream OpenArtifact(Bytes32 sha256)
    {
        string path = ArchivePath.Artifact(sha256);
        return _entries.TryGetValue(path, out BundleEntry? entry)
            ? Open(entry)
            : throw new ArchiveException(ArchiveFault.Missing, path, "The bundle has no such artifact.");
    }

    /// <inheritdoc/>
    public async ValueTask<ArtifactState> CheckArtifactAsync(Bytes32 sha256, long? byteCount, CancellationToken cancellationToken = default)
    {
        if (!_entries.TryGetValue(ArchivePath.Artifact(sha256), out BundleEntry? entry)) return ArtifactState.Missing;
        if (byteCount is { } expected && expected != entry.ByteCount) return ArtifactState.WrongLength;
        return await CheckAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing: a bundle with anything unexpected cannot be opened.</summary>
    public IEnumerable<string> ListUnexpected() => [];

    private EntryStream Open(BundleEntry entry) => new(ArchiveFile.Open(Location, entry.Path), entry);

    private async ValueTask<ArtifactState> CheckAsync(BundleEntry entry, CancellationToken cancellationToken)
    {
        EntryStream content = Open(entry);
        await using (content.ConfigureAwait(false))
        {
            return await ArchiveFile.CheckAsync(content, entry.Sha256, entry.ByteCount, entry.Path, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(path, out BundleEntry? entry)) return null;
        byte[] bytes = new byte[entry.ByteCount];
        EntryStream content = Open(entry);
        await using (content.ConfigureAwait(false))
        {
            int read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (read == bytes.Length && Bytes32.FromBytes(SHA256.HashData(bytes)) == entry.Sha256) return bytes;
        }

        throw new ArchiveException(ArchiveFault.Damaged, path, "The bytes are not those that the bundle's index names: they were changed.");
    }
}
