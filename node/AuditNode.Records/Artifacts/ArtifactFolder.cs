using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Archives;

namespace AuditNode.Records.Artifacts;

/// <summary>Reads artifacts from a folder, which another process may be writing to. Safe for concurrent use.</summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed class ArtifactFolder(string folder)
{
    private const int PrefixLength = 2;
    private const int NameLength = 2 * Bytes32.ByteCount;

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Whether there is something under a digest; not whether it is intact.</summary>
    /// <param name="sha256">The digest.</param>
    public bool Contains(Bytes32 sha256) => File.Exists(PathOf(sha256));

    /// <summary>Opens bytes for reading, unchecked.</summary>
    /// <param name="sha256">The digest.</param>
    /// <exception cref="ArchiveException">There is nothing under the digest, or the file system refuses.</exception>
    public Stream Open(Bytes32 sha256) => ArchiveFile.Open(PathOf(sha256), EntryOf(sha256));

    /// <summary>Reads bytes and checks them against their digest.</summary>
    /// <param name="sha256">The digest.</param>
    /// <param name="maximumBytes">The most bytes that are read.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <exception cref="ArchiveException">They are missing, damaged or too long, or the file system refuses.</exception>
    public async ValueTask<byte[]> ReadAsync(Bytes32 sha256, int maximumBytes, CancellationToken cancellationToken = default)
    {
        string entry = EntryOf(sha256);
        byte[] bytes = await ArchiveFile.ReadAsync(PathOf(sha256), entry, maximumBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new ArchiveException(ArchiveFault.Missing, entry, "The artifact is not there.");
        return Bytes32.FromBytes(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new ArchiveException(ArchiveFault.Damaged, entry, "The artifact was changed after it was stored; take it from another archive.");
    }

    /// <summary>Reads an artifact in bounded memory, however long it is, and compares.</summary>
    /// <param name="sha256">Digest that it must have.</param>
    /// <param name="byteCount">Length that it must have; null for any.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="ArchiveException">The file system refuses.</exception>
    public async ValueTask<ArtifactState> CheckAsync(Bytes32 sha256, long? byteCount, CancellationToken cancellationToken = default)
    {
        if (!Contains(sha256)) return ArtifactState.Missing;
        Stream content = Open(sha256);
        await using (content.ConfigureAwait(false))
        {
            return await ArchiveFile.CheckAsync(content, sha256, byteCount, EntryOf(sha256), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The digests under which there is something, in ascending order.</summary>
    public IEnumerable<Bytes32> List() =>
        Prefixes().SelectMany(prefix => ArchiveFile.Names(Path.Combine(_folder, prefix)).Where(name => IsName(prefix, name)))
            .Select(name => Bytes32.FromBytes(Convert.FromHexString(name)));

    /// <summary>Files and folders that no store makes, as paths below the folder.</summary>
    public IEnumerable<string> ListUnexpected()
    {
        foreach (string name in ArchiveFile.Names(_folder))
        {
            if (name == DurableFolder.IncomingName) continue;
            if (!IsPrefix(name) || !Directory.Exists(Path.Combine(_folder, name)))
            {
                yield return name;
                continue;
            }

            foreach (string inner in ArchiveFile.Names(Path.Combine(_folder, name)))
            {
                if (!IsName(name, inner) || !File.Exists(Path.Combine(_folder, name, inner))) yield return $"{name}/{inner}";
            }
        }
    }

    /// <summary>Path of an artifact below the folder, with slashes.</summary>
    internal static string EntryOf(Bytes32 sha256)
    {
        string name = Convert.ToHexStringLower(sha256.ToArray());
        return $"{name[..PrefixLength]}/{name}";
    }

    private static bool IsPrefix(string name) => name.Length == PrefixLength && IsHex(name);

    private static bool IsName(string prefix, string name) => name.Length == NameLength && IsHex(name) && name.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsHex(string text) => !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    private IEnumerable<string> Prefixes() => ArchiveFile.Names(_folder).Where(IsPrefix);

    private string PathOf(Bytes32 sha256) => Path.Combine(_folder, EntryOf(sha256).Replace('/', Path.DirectorySeparatorChar));
}
