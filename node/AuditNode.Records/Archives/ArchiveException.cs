namespace AuditNode.Records.Archives;

/// <summary>An archive or bundle cannot be read or written.</summary>
/// <param name="fault">What kind of thing is wrong.</param>
/// <param name="entry">Path of the file within the archive or bundle; empty for the whole.</param>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class ArchiveException(ArchiveFault fault, string entry, string message, Exception? inner = null)
    : IOException(entry.Length == 0 ? message : $"{entry}: {message}", inner)
{
    /// <summary>What kind of thing is wrong.</summary>
    public ArchiveFault Fault { get; } = fault;

    /// <summary>Path of the file within the archive or bundle; empty for the whole.</summary>
    public string Entry { get; } = entry;

    /// <summary>A failure of the file system.</summary>
    internal static ArchiveException Of(string entry, Exception failure) => DiskError.IsFull(failure)
        ? new ArchiveException(ArchiveFault.Full, entry, "The disk is full, and the file was not written. Free space and try again.", failure)
        : new ArchiveException(ArchiveFault.Unavailable, entry, $"The file cannot be read or written: {failure.Message}", failure);
}
