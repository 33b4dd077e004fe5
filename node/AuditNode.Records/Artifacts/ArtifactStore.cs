using System.Buffers;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Archives;

namespace AuditNode.Records.Artifacts;

/// <summary>
/// Keeps bytes under their SHA-256 in a folder: <c>&lt;2 digits&gt;/&lt;64 digits&gt;</c>. What is put is durable when the call returns and
/// appears whole or not at all. One process writes; any number may read (<see cref="ArtifactFolder"/>). Safe for concurrent use.
/// </summary>
public sealed class ArtifactStore : IDisposable
{
    private const int BufferLength = 1 << 17;

    private readonly DurableFolder _folder;
    private readonly bool _ownsFolder;
    private readonly string _prefix;

    /// <summary>Opens or creates a store, and removes what a killed writer left half written.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ArchiveException">Another writer has it, or the file system refuses.</exception>
    public ArtifactStore(string folder)
        : this(new DurableFolder(folder), string.Empty) => _ownsFolder = true;

    internal ArtifactStore(DurableFolder folder, string prefix)
    {
        (_folder, _prefix) = (folder, prefix);
        Reader = new ArtifactFolder(folder.PathOf(prefix));
    }

    /// <summary>What is stored, for reading.</summary>
    public ArtifactFolder Reader { get; }

    /// <summary>Stores bytes; bytes that are stored already are checked, and written anew where they were damaged.</summary>
    /// <param name="name">What the artifact is called in the record.</param>
    /// <param name="content">Any bytes; not to be changed until the call returns.</param>
    /// <param name="cancellationToken">Honoured until the bytes are stored.</param>
    /// <exception cref="RecordFormatException">The name is not one of an artifact.</exception>
    /// <exception cref="ArchiveException">The disk is full or refuses; nothing was stored.</exception>
    public async ValueTask<ArtifactReference> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ArtifactReference reference = ArtifactReference.Of(name, content.Span);
        reference.Validate(nameof(name));
        string entry = EntryOf(reference.Sha256);
        if (await Reader.CheckAsync(reference.Sha256, reference.ByteCount, cancellationToken).ConfigureAwait(false) == ArtifactState.Intact) Confirm(entry);
        else await _folder.TryWriteAsync(entry, content, replace: true, cancellationToken).ConfigureAwait(false);
        return reference;
    }

    /// <summary>Stores what a stream gives, in bounded memory.</summary>
    /// <param name="name">What the artifact is called in the record.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="maximumBytes">The most bytes that are taken.</param>
    /// <param name="cancellationToken">Honoured until the bytes are stored.</param>
    /// <exception cref="RecordFormatException">The name is not one of an artifact.</exception>
    /// <exception cref="ArchiveException">The stream is longer, or the disk is full or refuses; nothing was stored.</exception>
    public ValueTask<ArtifactReference> PutAsync(string name, Stream content, long maximumBytes, CancellationToken cancellationToken = default)
    {
        new ArtifactReference(name, Bytes32.Zero, maximumBytes).Validate(nameof(name));
        return PutAsync(name, content, maximumBytes, announced: null, cancellationToken);
    }

    /// <summary>Stores what a stream gives if it is what was announced, in bounded memory.</summary>
    /// <param name="announced">Digest and length that the bytes must have.</param>
    /// <param name="content">Read to its end, or to one byte more than was announced.</param>
    /// <param name="cancellationToken">Honoured until the bytes are stored.</param>
    /// <exception cref="RecordFormatException">What was announced cannot be.</exception>
    /// <exception cref="ArchiveException">
    /// The bytes are others (<see cref="ArchiveFault.Mismatch"/>), or the disk is full or refuses; nothing was stored.
    /// </exception>
    public async ValueTask PutAsync(ArtifactReference announced, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(announced);
        announced.Validate(nameof(announced));
        await PutAsync(announced.Name, content, announced.ByteCount, announced, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether there is something under a digest; not whether it is intact.</summary>
    /// <param name="sha256">The digest.</param>
    public bool Contains(Bytes32 sha256) => Reader.Contains(sha256);

    /// <summary>Opens bytes for reading, unchecked: <see cref="ReadAsync"/> and <see cref="ArtifactFolder.CheckAsync"/> check.</summary>
    /// <param name="sha256">The digest.</param>
    /// <exception cref="ArchiveException">There is nothing under the digest, or the file system refuses.</exception>
    public Stream Open(Bytes32 sha256) => Reader.Open(sha256);

    /// <summary>Reads bytes and checks them against their digest.</summary>
    /// <param name="sha256">The digest.</param>
    /// <param name="maximumBytes">The most bytes that are read.</param>
    /// <param name="cancellationToken">Honoured while they are read.</param>
    /// <exception cref="ArchiveException">They are missing, damaged or too long, or the file system refuses.</exception>
    public ValueTask<byte[]> ReadAsync(Bytes32 sha256, int maximumBytes, CancellationToken cancellationToken = default) =>
        Reader.ReadAsync(sha256, maximumBytes, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsFolder) _folder.Dispose();
    }

    private string EntryOf(Bytes32 sha256) => _prefix.Length == 0 ? ArtifactFolder.EntryOf(sha256) : $"{_prefix}/{ArtifactFolder.EntryOf(sha256)}";

    private void Confirm(string entry)
    {
        try
        {
            _folder.Confirm(entry);
        }
        catch (IOException e)
        {
            throw ArchiveException.Of(entry, e);
        }
    }

    private async ValueTask<ArtifactReference> PutAsync(
        string name, Stream content, long maximumBytes, ArtifactReference? announced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        string? temporary = null;
        try
        {
            (temporary, Stream file) = _folder.CreateTemporary(announced?.ByteCount ?? 0);
            ArtifactReference stored;
            await using (file.ConfigureAwait(false))
            {
                stored = await CopyAsync(name, content, file, maximumBytes, announced, cancellationToken).ConfigureAwait(false);
                DurableFolder.FlushToDisk(file);
            }

            cancellationToken.ThrowIfCancellationRequested();
            _folder.Commit(temporary, EntryOf(stored.Sha256), replace: true);
            return stored;
        }
        catch (Exception e)
        {
            DurableFolder.Discard(temporary);
            if (e is IOException and not ArchiveException or UnauthorizedAccessException) throw ArchiveException.Of(name, e);
            throw;
        }
    }

    private static async ValueTask<ArtifactReference> CopyAsync(
        string name, Stream content, Stream file, long maximumBytes, ArtifactReference? announced, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        long count = 0;
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                count += read;
                if (count > maximumBytes)
                {
                    throw announced is null
                        ? new ArchiveException(ArchiveFault.TooLong, name, $"There are more than the allowed {maximumBytes} bytes.")
                        : new ArchiveException(ArchiveFault.Mismatch, name, $"There are more than the announced {maximumBytes} bytes.");
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var stored = new ArtifactReference(name, Bytes32.FromBytes(hash.GetHashAndReset()), count);
        if (announced is null || stored == announced) return stored;
        throw new ArchiveException(ArchiveFault.Mismatch, name, count != announced.ByteCount
            ? $"There are {count} bytes; {announced.ByteCount} were announced."
            : $"The bytes have the SHA-256 {stored.Sha256}; {announced.Sha256} was announced.");
    }
}
