using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>What SQLite's result codes mean for the journal (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFailure
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Whether no further write may be tried on the same connection. After a failed fsync nobody knows what is on the disk.</summary>
    public static bool IsFinal(Exception failure) => failure is not SqliteException { SqliteErrorCode: Busy or Locked };

    public static JournalException Explain(Exception failure, string path) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => new(JournalFault.InUse,
            $"Another program holds the journal {path} for longer than the busy timeout. End it (a backup, a database browser), then start the node again.", failure),
        Full => new(JournalFault.DiskFull,
            $"There is no room for the journal {path}. Nothing that was confirmed is lost. Free space on its disk, or raise its maximum size, and start the node again.", failure),
        Corrupt or NotADatabase => Corrupted(path, failure.Message, failure),
        InputOutput or ReadOnly or CannotOpen => new(JournalFault.Unwritable,
            $"The journal {path} cannot be read or written (SQLite {((SqliteException)failure).SqliteExtendedErrorCode}). "
            + "Check the disk, its space and the file's permissions, then start the node again.", failure),
        _ => new(JournalFault.Unwritable, $"The journal {path} failed: {failure.Message} Start the node again; report it if it comes back.", failure),
    };

    public static JournalException Corrupted(string path, string what, Exception? inner = null) => new(JournalFault.Corrupted,
        $"The journal {path} is damaged: {what} Keep the file, check the disk, and put the last copy of the journal that was made while the node "
        + "was stopped in its place; records made since that copy are in the archive and on the ledger (docs/journal.md, \"A damaged journal\").", inner);
}
