using System.Runtime.InteropServices;

namespace AuditNode.Records.Archives;

/// <summary>Makes the names in a folder durable: on Unix a rename may be lost with the power until its folder is flushed.</summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22; // EINVAL: this file system has no such operation, or no need of it

    /// <summary>Flushes a folder; does nothing on Windows, whose file systems write renames in order.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The folder cannot be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw Failure(folder, Marshal.GetLastPInvokeError());
        int error = Sync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (error is not (0 or InvalidArgument)) throw Failure(folder, error);
    }

    private static IOException Failure(string folder, int error) =>
        new($"{folder} cannot be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}.", error);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
