using AuditNode.Node.Journal;
using AuditNode.Records.Archives;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Hosting;

/// <summary>A disk without room, as the cause of what failed in any part of the node.</summary>
internal static class FullDisk
{
    private const int SqliteFull = 13; // SQLITE_FULL

    /// <summary>Whether it is the cause.</summary>
    /// <param name="failure">What failed.</param>
    public static bool Explains(Exception? failure) => failure switch
    {
        null => false,
        ArchiveException { Fault: ArchiveFault.Full } or JournalException { Fault: JournalFault.DiskFull } or SqliteException { SqliteErrorCode: SqliteFull } => true,
        IOException e when DiskError.IsFull(e) => true,
        _ => Explains(failure.InnerException),
    };

    /// <summary>The failure that the node ends with, with the remedy.</summary>
    /// <param name="directory">The node's directory.</param>
    /// <param name="failure">What failed.</param>
    public static NodeException Explain(NodeDirectory directory, Exception failure) => new(
        NodeError.Files,
        $"The disk of {directory.Root} is full: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Nothing that was confirmed is lost. "
        + "Free space on it, then start the node again; its jobs go on where they were.",
        failure);
}
