namespace AuditNode.Records.Archives;

/// <summary>What the number of a failed file operation says.</summary>
public static class DiskError
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT on Linux
    private const int HandleDiskFull = 39; // ERROR_HANDLE_DISK_FULL
    private const int DiskFull = 112; // ERROR_DISK_FULL

    /// <summary>Whether the disk, or what this user may take of it, is full.</summary>
    /// <param name="failure">What failed; the numbers of one system mean other things on the other.</param>
    public static bool IsFull(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        int code = failure.HResult & 0xffff;
        return OperatingSystem.IsWindows() ? code is HandleDiskFull or DiskFull : code is NoSpaceLeft or QuotaExceeded;
    }
}
