using System.Security.Cryptography;
using System.Text;
using AuditNode.Records.Archives;

namespace AuditNode.Records.Bundles;

/// <summary>
/// The first part of a bundle: a line with its header, a line for each file in ascending order of paths, and a line with the SHA-256 of these
/// lines. Read line by line, each bounded.
/// </summary>
internal sealed class BundleIndex
{
    /// <summary>What failures of the index are said to be about.</summary>
    public const string EntryName = "index";

    private const int DigestLineLength = (2 * SHA256.HashSizeInBytes) + 1;

    private BundleIndex(BundleHeader header, IReadOnlyList<BundleEntry> entries) => (Header, Entries) = (header, entries);

    public BundleHeader Header { get; }

    /// <summary>The files in ascending order of paths.</summary>
    public IReadOnlyList<BundleEntry> Entries { get; }

    /// <summary>Writes the index of files.</summary>
    public static async ValueTask WriteAsync(Stream destination, BundleHeader header, IReadOnlyList<BundleEntry> entries, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] line in entries.Select(entry => entry.ToLine()).Prepend(header.ToLine()))
        {
            hash.AppendData(line);
            await destination.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        }

        await destination.WriteAsync(DigestLine(hash), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the index and checks its digest, its order, and the file's length.</summary>
    /// <exception cref="ArchiveException">It is damaged; the line is named where it is one line that cannot be.</exception>
    public static BundleIndex Read(Stream source, long fileLength)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new BoundedLineReader(source, hash);
        BundleHeader header = Parse(lines, BundleHeader.MaximumLineLength, BundleHeader.Read);
        var entries = new List<BundleEntry>(Math.Min(header.EntryCount, 1 << 12));
        long bytes = 0;
        while (entries.Count < header.EntryCount)
        {
            BundleEntry entry = Parse(lines, BundleEntry.MaximumLineLength, line => BundleEntry.Read(line, bytes));
            if (entries.Count > 0 && string.CompareOrdinal(entries[^1].Path, entry.Path) is int order and >= 0)
                throw Damaged(lines.Count, order == 0 ? $"'{entry.Path}' occurs twice." : $"'{entry.Path}' stands behind '{entries[^1].Path}'; paths ascend.");
            entries.Add(entry);
            bytes = checked(bytes + entry.ByteCount);
        }

        byte[] expected = DigestLine(hash);
        if (!lines.ReadExactly(DigestLineLength).AsSpan().SequenceEqual(expected))
            throw new ArchiveException(ArchiveFault.Damaged, EntryName, "The index has another SHA-256 than stands behind it: it was changed, or its digest was.");
        if (bytes != header.ByteCount) throw Damaged(1, $"The files have {bytes} bytes together; the header says {header.ByteCount}.");
        long start = lines.Position;
        RequireLength(entries, start, bytes, fileLength);
        return new BundleIndex(header, [.. entries.Select(entry => entry with { Offset = start + entry.Offset })]);
    }

    private static T Parse<T>(BoundedLineReader lines, int maximumLength, LineParser<T> parse)
    {
        ReadOnlySpan<byte> line = lines.ReadLine(maximumLength);
        try
        {
            return parse(line);
        }
        catch (RecordFormatException e)
        {
            throw Damaged(lines.Count, e.Message, e);
        }
    }

    private static void RequireLength(List<BundleEntry> entries, long start, long bytes, long fileLength)
    {
        long expected = checked(start + bytes);
        if (fileLength > expected)
            throw new ArchiveException(ArchiveFault.TooLong, EntryName, $"{fileLength - expected} bytes follow the last file; nothing may.");
        if (fileLength == expected) return;
        BundleEntry cut = entries.First(entry => start + entry.Offset + entry.ByteCount > fileLength);
        throw new ArchiveException(ArchiveFault.Damaged, cut.Path, $"The bundle ends within this file: it has {fileLength} bytes and must have {expected}.");
    }

    private static byte[] DigestLine(IncrementalHash hash) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetCurrentHash()) + "\n");

    internal static ArchiveException Damaged(int line, string message, Exception? inner = null) =>
        new(ArchiveFault.Damaged, EntryName, $"Line {line}: {message}", inner);

    private delegate T LineParser<T>(ReadOnlySpan<byte> line);
}
