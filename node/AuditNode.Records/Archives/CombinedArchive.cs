using AuditNode.Chain;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Archives;

/// <summary>
/// Several archives, read as one: the archives of the institutions of a job, say. What only one of them has comes from that one; records and
/// specifications that two of them have differently are refused, and every copy of an artifact is checked.
/// </summary>
public sealed class CombinedArchive : IArchiveReader
{
    private readonly IReadOnlyList<IArchiveReader> _parts;

    /// <summary>Combines archives.</summary>
    /// <param name="parts">One or more, in the order in which they are asked.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public CombinedArchive(IReadOnlyList<IArchiveReader> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0) throw new ArgumentException("Give one archive or more.", nameof(parts));
        _parts = [.. parts];
    }

    /// <inheritdoc/>
    public string Location => string.Join(", ", _parts.Select(part => part.Location));

    /// <inheritdoc/>
    public IReadOnlyList<Bytes32> ListJobs() => [.. _parts.SelectMany(part => part.ListJobs()).Distinct().Order()];

    /// <inheritdoc/>
    public IReadOnlyList<Address> ListInstitutions(Bytes32 jobId) => [.. _parts.SelectMany(part => part.ListInstitutions(jobId)).Distinct().Order()];

    /// <inheritdoc/>
    public RecordListing ListRecords(Bytes32 jobId, Address institution) =>
        new([.. _parts.SelectMany(part => part.ListRecords(jobId, institution).Sequences).Distinct().Order()]);

    /// <inheritdoc/>
    /// <exception cref="ArchiveException">Two parts have different ones.</exception>
    public ValueTask<byte[]?> ReadSpecificationAsync(Bytes32 jobId, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Specification(jobId), part => part.ReadSpecificationAsync(jobId, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="ArchiveException">Two parts have different ones.</exception>
    public ValueTask<byte[]?> ReadRecordAsync(Bytes32 jobId, Address institution, long sequence, CancellationToken cancellationToken = default) =>
        ReadAsync(ArchivePath.Record(jobId, institution, sequence), part => part.ReadRecordAsync(jobId, institution, sequence, cancellationToken));

    /// <inheritdoc/>
    public IEnumerable<Bytes32> ListArtifacts() => _parts.SelectMany(part => part.ListArtifacts()).Distinct().Order();

    /// <inheritdoc/>
    public bool ContainsArtifact(Bytes32 sha256) => _parts.Any(part => part.ContainsArtifact(sha256));

    /// <inheritdoc/>
    public Stream OpenArtifact(Bytes32 sha256) => (_parts.FirstOrDefault(part => part.ContainsArtifact(sha256)) ?? _parts[0]).OpenArtifact(sha256);

    /// <inheritdoc/>
    public async ValueTask<ArtifactState> CheckArtifactAsync(Bytes32 sha256, long? byteCount, CancellationToken cancellationToken = default)
    {
        var found = ArtifactState.Missing;
        foreach (IArchiveReader part in _parts)
        {
            ArtifactState state = await part.CheckArtifactAsync(sha256, byteCount, cancellationToken).ConfigureAwait(false);
            if (state is not (ArtifactState.Missing or ArtifactState.Intact)) return state;
            if (state == ArtifactState.Intact) found = state;
        }

        return found;
    }

    /// <inheritdoc/>
    public IEnumerable<string> ListUnexpected() =>
        _parts.SelectMany(part => part.ListUnexpected().Select(path => _parts.Count == 1 ? path : $"{part.Location}: {path}"));

    private async ValueTask<byte[]?> ReadAsync(string entry, Func<IArchiveReader, ValueTask<byte[]?>> read)
    {
        byte[]? found = null;
        string location = string.Empty;
        foreach (IArchiveReader part in _parts)
        {
            byte[]? bytes = await read(part).ConfigureAwait(false);
            if (bytes is null) continue;
            if (found is not null && !found.AsSpan().SequenceEqual(bytes))
                throw new ArchiveException(ArchiveFault.Conflict, entry, $"{location} and {part.Location} have different bytes; one of them was changed.");
            (found, location) = (bytes, part.Location);
        }

        return found;
    }
}
