using System.Buffers;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Bundles;

/// <summary>The files of an archive that go into a bundle: specifications and records of some jobs, and the artifacts that the records name.</summary>
internal sealed class BundleSelection
{
    private const int BufferLength = 1 << 17;

    private readonly IArchiveReader _archive;
    private readonly SortedDictionary<string, BundleEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<ArtifactReference> _missing = [];

    private BundleSelection(IArchiveReader archive, IReadOnlyList<Bytes32> jobs) => (_archive, Jobs) = (archive, jobs);

    /// <summary>The jobs in ascending order.</summary>
    public IReadOnlyList<Bytes32> Jobs { get; }

    /// <summary>The files in ascending order of paths.</summary>
    public IReadOnlyList<BundleEntry> Entries { get; private set; } = [];

    /// <summary>Artifacts that records name and the archive does not have.</summary>
    public IReadOnlyList<ArtifactReference> Missing => [.. _missing.DistinctBy(artifact => artifact.Sha256)];

    /// <summary>Looks through an archive.</summary>
    /// <exception cref="ArchiveException">A record cannot be read, or there are too many files.</exception>
    public static async ValueTask<BundleSelection> OfAsync(IArchiveReader archive, IReadOnlyCollection<Bytes32>? jobs, CancellationToken cancellationToken)
    {
        var selection = new BundleSelection(archive, [.. (jobs ?? archive.ListJobs()).Distinct().Order()]);
        foreach (Bytes32 job in selection.Jobs) await selection.AddJobAsync(job, cancellationToken).ConfigureAwait(false);
        selection.Entries = [.. selection._entries.Values];
        return selection;
    }

    /// <summary>Copies a file, and checks it on the way.</summary>
    /// <exception cref="ArchiveException">It is not what it was, or what its digest says.</exception>
    public async ValueTask CopyAsync(BundleEntry entry, Stream destination, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            Stream content = await OpenAsync(entry, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                for (long rest = entry.ByteCount; rest > 0;)
                {
                    int read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, rest)), cancellationToken).ConfigureAwait(false);
                    if (read == 0) break;
                    rest -= read;
                    hash.AppendData(buffer, 0, read);
                    await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (Bytes32.FromBytes(hash.GetHashAndReset()) != entry.Sha256)
            throw new ArchiveException(ArchiveFault.Damaged, entry.Path, "The archive has other bytes than it should: repair it from another copy before exporting.");
    }

    private async ValueTask<Stream> OpenAsync(BundleEntry entry, CancellationToken cancellationToken)
    {
        if (!ArchivePath.TryParse(entry.Path, out ArchiveEntry? parsed)) throw new InvalidOperationException($"{entry.Path} is no path of an archive.");
        if (parsed.Sha256 is { } sha256) return _archive.OpenArtifact(sha256);
        byte[]? bytes = parsed.Institution is { } institution
            ? await _archive.ReadRecordAsync(parsed.JobId, institution, parsed.Sequence, cancellationToken).ConfigureAwait(false)
            : await _archive.ReadSpecificationAsync(parsed.JobId, cancellationToken).ConfigureAwait(false);
        return new MemoryStream(bytes ?? throw new ArchiveException(ArchiveFault.Missing, entry.Path, "The file vanished while it was exported."));
    }

    private async ValueTask AddJobAsync(Bytes32 job, CancellationToken cancellationToken)
    {
        if (await _archive.ReadSpecificationAsync(job, cancellationToken).ConfigureAwait(false) is { } specification) Add(ArchivePath.Specification(job), specification);
        foreach (Address institution in _archive.ListInstitutions(job))
        {
            foreach (long sequence in _archive.ListRecords(job, institution).Sequences)
            {
                byte[]? bytes = await _archive.ReadRecordAsync(job, institution, sequence, cancellationToken).ConfigureAwait(false);
                if (bytes is null) continue;
                string path = ArchivePath.Record(job, institution, sequence);
                Add(path, bytes);
                await AddArtifactsAsync(Parse(path, bytes), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask AddArtifactsAsync(OperationRecord record, CancellationToken cancellationToken)
    {
        foreach (ArtifactReference named in record.Inputs.Concat(record.Outputs))
        {
            Add(named);
            if (!ArtifactManifest.IsManifest(named) || !_archive.ContainsArtifact(named.Sha256)) continue;
            foreach (ArtifactReference listed in await _archive.ExpandAsync([named], cancellationToken).ConfigureAwait(false)) Add(listed);
        }
    }

    private static OperationRecord Parse(string path, byte[] bytes)
    {
        try
        {
            return OperationRecord.Parse(bytes);
        }
        catch (RecordFormatException e)
        {
            throw new ArchiveException(ArchiveFault.Damaged, path, $"The record cannot be read: {e.Message}", e);
        }
    }

    private void Add(ArtifactReference artifact)
    {
        string path = ArchivePath.Artifact(artifact.Sha256);
        if (_entries.ContainsKey(path)) return;
        if (_archive.ContainsArtifact(artifact.Sha256)) Add(new BundleEntry(path, artifact.Sha256, artifact.ByteCount));
        else _missing.Add(artifact);
    }

    private void Add(string path, byte[] bytes) => Add(new BundleEntry(path, Bytes32.FromBytes(SHA256.HashData(bytes)), bytes.Length));

    private void Add(BundleEntry entry)
    {
        _entries.Add(entry.Path, entry);
        if (_entries.Count > BundleHeader.MaximumEntries)
            throw new ArchiveException(ArchiveFault.TooLong, string.Empty, $"A bundle has at most {BundleHeader.MaximumEntries} files; export fewer jobs.");
    }
}
