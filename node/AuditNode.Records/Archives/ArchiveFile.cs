using System.Buffers;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Archives;

/// <summary>Reads files of an archive, with bounds and typed failures.</summary>
internal static class ArchiveFile
{
    private const int BufferLength = 1 << 17;

    /// <summary>Names in a folder in ascending order; none where there is no folder.</summary>
    public static IEnumerable<string> Names(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Opens a file; a writer may replace it in the meantime, which the stream does not see.</summary>
    public static FileStream Open(string path, string entry)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException(ArchiveFault.Missing, entry, "The file is not there.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArchiveException.Of(entry, e);
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <returns>Null where there is none.</returns>
    public static async ValueTask<byte[]?> ReadAsync(string path, string entry, int maximumBytes, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return null;
        FileStream file = Open(path, entry);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length > maximumBytes) throw new ArchiveException(ArchiveFault.TooLong, entry, $"The file has {file.Length} bytes; it may have {maximumBytes}.");
            byte[] bytes = new byte[file.Length];
            try
            {
                await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw ArchiveException.Of(entry, e);
            }

            return bytes;
        }
    }

    /// <summary>Reads a stream to its end, or to one byte more than it should have, and compares.</summary>
    public static async ValueTask<ArtifactState> CheckAsync(Stream content, Bytes32 sha256, long? byteCount, string entry, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        long count = 0;
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                count += read;
                if (count > (byteCount ?? long.MaxValue)) return ArtifactState.WrongLength;
                hash.AppendData(buffer, 0, read);
            }
        }
        catch (Exception e) when (e is IOException and not ArchiveException or UnauthorizedAccessException)
        {
            throw ArchiveException.Of(entry, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (count != (byteCount ?? count)) return ArtifactState.WrongLength;
        return Bytes32.FromBytes(hash.GetHashAndReset()) == sha256 ? ArtifactState.Intact : ArtifactState.Damaged;
    }
}
