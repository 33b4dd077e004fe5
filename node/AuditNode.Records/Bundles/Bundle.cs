using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Archives;

namespace AuditNode.Records.Bundles;

/// <summary>Writes jobs of an archive into one file, for auditors (docs/records.md). The same content gives the same bytes.</summary>
public static class Bundle
{
    /// <summary>Writes a file whole or not at all; a file of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="archive">Where the content comes from.</param>
    /// <param name="chainId">The chain's id (EIP-155).</param>
    /// <param name="contracts">Addresses of the consortium's contracts by name, <see cref="BundleHeader.Ledger"/> among them.</param>
    /// <param name="jobs">The jobs; null for all of the archive.</param>
    /// <param name="cancellationToken">Honoured until the file has its name.</param>
    /// <exception cref="ArchiveException">Something in the archive is damaged or too much, or the disk is full or refuses; there is no file.</exception>
    /// <exception cref="RecordFormatException">The header is out of range.</exception>
    public static async ValueTask<BundleSummary> WriteAsync(
        string path, IArchiveReader archive, long chainId, IReadOnlyDictionary<string, Address> contracts, IReadOnlyCollection<Bytes32>? jobs = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path), temporary = $"{full}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        try
        {
            BundleSummary summary;
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                summary = await WriteAsync(file, archive, chainId, contracts, jobs, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, full, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(full)!);
            return summary;
        }
        catch (Exception e)
        {
            DurableFolder.Discard(temporary);
            if (e is IOException and not ArchiveException or UnauthorizedAccessException) throw ArchiveException.Of(Path.GetFileName(full), e);
            throw;
        }
    }

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="WriteAsync(string, IArchiveReader, long, IReadOnlyDictionary{string, Address}, IReadOnlyCollection{Bytes32}?, CancellationToken)"/>
    /// <param name="destination">Where to; what was written before a failure stays there.</param>
    /// <param name="archive">Where the content comes from.</param>
    /// <param name="chainId">The chain's id (EIP-155).</param>
    /// <param name="contracts">Addresses of the consortium's contracts by name.</param>
    /// <param name="jobs">The jobs; null for all of the archive.</param>
    /// <param name="cancellationToken">Honoured while it is written.</param>
    public static async ValueTask<BundleSummary> WriteAsync(
        Stream destination, IArchiveReader archive, long chainId, IReadOnlyDictionary<string, Address> contracts, IReadOnlyCollection<Bytes32>? jobs = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(contracts);
        BundleSelection selection = await BundleSelection.OfAsync(archive, jobs, cancellationToken).ConfigureAwait(false);
        var header = new BundleHeader(chainId, contracts, selection.Jobs, selection.Entries.Count, selection.Entries.Sum(entry => entry.ByteCount));
        await BundleIndex.WriteAsync(destination, header, selection.Entries, cancellationToken).ConfigureAwait(false);
        foreach (BundleEntry entry in selection.Entries) await selection.CopyAsync(entry, destination, cancellationToken).ConfigureAwait(false);
        return new BundleSummary(header, selection.Missing);
    }
}
