using System.Security.Cryptography;
using System.Text;

namespace AuditNode.ChainDev.Processes;

/// <summary>Files and directories that only their owner may read (0600 and 0700 where the system has such modes).</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the directory, and those above it, if they are not there.</summary>
    /// <exception cref="ChainDevException">It cannot be created.</exception>
    public static void CreateDirectory(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerReadWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChainDevException(ChainDevError.DataDirectory, $"Cannot create the directory {path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the file whole or not at all: a temporary file, flushed to the disk, that takes the name.</summary>
    public static void Write(string path, ReadOnlySpan<char> text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadWrite;
        var temporary = path + ".new";
        File.Delete(temporary); // a leftover would keep its mode
        using (var stream = new FileStream(temporary, options))
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, bytes);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
            CryptographicOperations.ZeroMemory(bytes);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
