using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.Archives;

/// <summary>
/// Looks over an archive's folder before it is read: no links, which could lead anywhere, no depth and no amount that no archive has.
/// </summary>
internal static class FolderGuard
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, RecurseSubdirectories = false, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <summary>The first thing that is wrong, or null.</summary>
    public static Finding? FirstFault(string folder, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return Find(new DirectoryInfo(folder), limits, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return Refuse(folder, $"It cannot be read: {e.Message}");
        }
    }

    private static Finding? Find(DirectoryInfo root, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        if (!root.Exists) return Refuse(root.FullName, "There is no such folder.");
        if (IsLink(root)) return Refuse(root.FullName, "It is a link. Name the folder itself.");
        var folders = new Stack<(DirectoryInfo Folder, int Depth)>([(root, 1)]);
        long entries = 0, bytes = 0;
        while (folders.TryPop(out (DirectoryInfo Folder, int Depth) next))
        {
            foreach (FileSystemInfo entry in next.Folder.EnumerateFileSystemInfos("*", s_all))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++entries > limits.MaximumEntries) return Refuse(root.FullName, $"It has more than {limits.MaximumEntries} files and folders. Raise the limit, or name less.");
                if (IsLink(entry)) return Refuse(entry.FullName, "It is a link, and no archive has links.");
                if (entry is FileInfo file)
                {
                    bytes += file.Length;
                    if (bytes > limits.MaximumBytes) return Refuse(root.FullName, $"Its files have more than {limits.MaximumBytes} bytes. Raise the limit, or name less.");
                }
                else if (next.Depth >= limits.MaximumDepth)
                {
                    return Refuse(entry.FullName, $"It is deeper than {limits.MaximumDepth} folders, and no archive is.");
                }
                else
                {
                    folders.Push(((DirectoryInfo)entry, next.Depth + 1));
                }
            }
        }

        return null;
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static Finding Refuse(string path, string reason) => new(FindingCode.ArchiveUnreadable, reason) { File = path };
}
