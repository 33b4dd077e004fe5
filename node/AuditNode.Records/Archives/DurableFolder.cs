using System.Security.Cryptography;

namespace AuditNode.Records.Archives;

/// <summary>
/// A folder whose files appear whole or not at all: they are written and flushed under a temporary name in <c>incoming</c>, renamed, and the
/// folders flushed. One writer at a time, kept by a lock on a file; what a killed writer left in <c>incoming</c> is removed at the next open.
/// Safe for concurrent use within the process.
/// </summary>
internal sealed class DurableFolder : IDisposable
{
    /// <summary>Where files are written before they get their name.</summary>
    public const string IncomingName = "incoming";

    private const string LockName = "writer.lock";
    private const int UnspecificFailure = unchecked((int)0x80131620); // COR_E_IO
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _folders = new();
    private readonly HashSet<string> _known = [];
    private readonly string _incoming;
    private readonly FileStream _lock;
    private readonly Func<string, long, Stream> _create;

    /// <summary>Opens or creates the folder.</summary>
    /// <param name="root">The folder; only its owner may enter it where it is created.</param>
    /// <param name="create">Creates a file of a path and expected length; for tests of disks that fail.</param>
    /// <exception cref="ArchiveException">Another writer has it, or the file system refuses.</exception>
    public DurableFolder(string root, Func<string, long, Stream>? create = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = Path.GetFullPath(root);
        _incoming = Path.Combine(Root, IncomingName);
        _create = create ?? CreateFile;
        try
        {
            CreateFolder(_incoming);
            _lock = Lock();
            foreach (string left in Directory.EnumerateFiles(_incoming, "*.tmp")) File.Delete(left);
        }
        catch (Exception e) when (e is IOException and not ArchiveException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw ArchiveException.Of(string.Empty, e);
        }
    }

    /// <summary>The folder, absolute.</summary>
    public string Root { get; }

    /// <summary>Creates a temporary file for writing.</summary>
    /// <param name="expectedBytes">Its length where it is known, so that a full disk is found before anything is written; else 0.</param>
    public (string Path, Stream Stream) CreateTemporary(long expectedBytes)
    {
        string path = Path.Combine(_incoming, $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}.tmp");
        return (path, _create(path, expectedBytes));
    }

    /// <summary>Gives a written and flushed temporary file its name.</summary>
    /// <param name="temporary">The temporary file.</param>
    /// <param name="entry">Path below the root, with slashes.</param>
    /// <param name="replace">Whether a file of that name is replaced.</param>
    /// <returns>False if there is a file of that name and it is not to be replaced.</returns>
    public bool Commit(string temporary, string entry, bool replace)
    {
        string path = PathOf(entry), folder = Path.GetDirectoryName(path)!;
        EnsureFolder(folder);
        if (!replace && File.Exists(path)) return false;
        try
        {
            File.Move(temporary, path, overwrite: replace);
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            return false;
        }

        FolderSync.Flush(folder);
        return true;
    }

    /// <summary>Writes a file whole or not at all, unless there is one of that name.</summary>
    /// <returns>False if there is a file of that name.</returns>
    /// <exception cref="ArchiveException">The disk is full, or refuses.</exception>
    public async ValueTask<bool> TryWriteAsync(string entry, ReadOnlyMemory<byte> content, bool replace, CancellationToken cancellationToken)
    {
        string? temporary = null;
        try
        {
            (temporary, Stream file) = CreateTemporary(content.Length);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                FlushToDisk(file);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (Commit(temporary, entry, replace)) return true;
            Discard(temporary);
            return false;
        }
        catch (Exception e)
        {
            Discard(temporary);
            if (e is IOException and not ArchiveException or UnauthorizedAccessException) throw ArchiveException.Of(entry, e);
            throw;
        }
    }

    /// <summary>Flushes the folder of a file that exists, which another writer may have renamed but not flushed yet.</summary>
    public void Confirm(string entry) => FolderSync.Flush(Path.GetDirectoryName(PathOf(entry))!);

    /// <summary>Removes a temporary file, as far as that is possible.</summary>
    public static void Discard(string? temporary)
    {
        try
        {
            if (temporary is not null) File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next open removes it; the failure that led here says more.
        }
    }

    /// <summary>Flushes what was written.</summary>
    public static void FlushToDisk(Stream stream)
    {
        if (stream is FileStream file) file.Flush(flushToDisk: true);
        else stream.Flush();
    }

    /// <summary>The absolute path of an entry.</summary>
    public string PathOf(string entry) => Path.Combine(Root, entry.Replace('/', Path.DirectorySeparatorChar));

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream CreateFile(string path, long expectedBytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, PreallocationSize = expectedBytes };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (expectedBytes > 0 && e.HResult == UnspecificFailure)
        {
            // A file that cannot be allocated in full (ENOSPC, EFBIG) is reported without a number, unlike every other failure to open one.
            throw new ArchiveException(ArchiveFault.Full, string.Empty, $"The disk has no room for {expectedBytes} bytes. Free space and try again.", e);
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    private FileStream Lock()
    {
        string path = Path.Combine(_incoming, LockName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path) && e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new ArchiveException(ArchiveFault.InUse, string.Empty, $"{Root} is open for writing elsewhere; stop that process, or only read.", e);
        }
    }

    /// <summary>Creates a folder below the root and makes its name durable, and those of the folders above it.</summary>
    private void EnsureFolder(string folder)
    {
        lock (_folders)
        {
            if (_known.Contains(folder)) return;
            if (folder.Length > Root.Length)
            {
                string parent = Path.GetDirectoryName(folder)!;
                EnsureFolder(parent);
                CreateFolder(folder);
                FolderSync.Flush(parent);
            }

            _known.Add(folder);
        }
    }
}
