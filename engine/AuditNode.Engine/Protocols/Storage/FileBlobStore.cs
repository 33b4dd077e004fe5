using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols;

/// <summary>Blobs as files, named by their digest, in folders of its first two hexadecimal digits.</summary>
public sealed class FileBlobStore : IBlobStore
{
    private readonly string _folder;

    /// <summary>Opens or creates a store.</summary>
    /// <param name="folder">Created where it is missing, for its owner only.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public FileBlobStore(string folder) => _folder = DurableFile.CreateFolder(folder);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        byte[] digest = SHA256.HashData(content.Span);
        string path = PathOf(digest);
        if (new FileInfo(path) is { Exists: true } file && file.Length == content.Length) return digest;
        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        await DurableFile.WriteAsync(path, content, cancellationToken).ConfigureAwait(false);
        return digest;
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default)
    {
        string path = PathOf(sha256.Span);
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new StorageException($"Blob {Path.GetFileName(path)} cannot be read; start the job anew.", e);
        }

        return SHA256.HashData(content).AsSpan().SequenceEqual(sha256.Span)
            ? content
            : throw new StorageException($"Blob {Path.GetFileName(path)} was changed after it was stored.");
    }

    private string PathOf(ReadOnlySpan<byte> sha256)
    {
        if (sha256.Length != SHA256.HashSizeInBytes) throw new ArgumentException($"A SHA-256 digest has 32 bytes, not {sha256.Length}.", nameof(sha256));
        string name = Convert.ToHexStringLower(sha256);
        return Path.Combine(_folder, name[..2], name);
    }
}
