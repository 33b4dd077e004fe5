using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>The file of a journal: who may open it, how SQLite is to keep it, and whether it is whole.</summary>
internal static class JournalFile
{
    private const int PageBytes = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Takes the journal for this process, for as long as the stream is open; the operating system ends it with the process.</summary>
    /// <exception cref="JournalException">Another process has it, or the folder cannot be written.</exception>
    public static FileStream Lock(string path)
    {
        string name = path + ".lock";
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            return new FileStream(name, options);
        }
        catch (IOException e) when (File.Exists(name))
        {
            throw new JournalException(JournalFault.InUse, $"Another process has the journal {path} open. End it first: a journal has one writer.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalFault.Unwritable, $"The folder of the journal {path} cannot be written. Check its disk and permissions.", e);
        }
    }

    /// <summary>Opens the database, durable and with foreign keys.</summary>
    public static SqliteConnection Connect(JournalOptions options)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(options.Path))
            new FileStream(options.Path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, ForeignKeys = true,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            if (connection.Scalar("PRAGMA journal_mode = WAL") is not "wal")
                throw new JournalException(JournalFault.Unwritable, $"The file system of {options.Path} has no shared memory, which WAL needs. Use a local disk.");
            connection.Execute("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            if (options.MaximumBytes is { } bytes)
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {bytes / PageBytes}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Checks the structure of the file: pages, trees, indices, types, references.</summary>
    /// <exception cref="JournalException">Something is wrong.</exception>
    public static void RequireWhole(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA integrity_check(1)") is string found and not "ok")
            throw SqliteFailure.Corrupted(path, $"{found.ReplaceLineEndings(" ")}.");
        if (connection.Scalar("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1") is string table)
            throw SqliteFailure.Corrupted(path, $"a row of table {table} refers to one that is missing.");
    }

    /// <summary>Checks the content: every record has its hash and its place, without gaps.</summary>
    /// <exception cref="JournalException">Something is wrong.</exception>
    public static void RequireLinked(SqliteConnection connection, string path)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT stream, sequence, hash, canonical FROM records ORDER BY stream, sequence";
        using SqliteDataReader rows = command.ExecuteReader();
        (long stream, long next) = (-1, 0);
        while (rows.Read())
        {
            if (rows.GetInt64(0) != stream) (stream, next) = (rows.GetInt64(0), 0);
            if (rows.GetInt64(1) != next) throw SqliteFailure.Corrupted(path, $"record {next} of stream {stream} is missing.");
            if (!SHA256.HashData(rows.Bytes(3)).AsSpan().SequenceEqual(rows.Bytes(2)))
                throw SqliteFailure.Corrupted(path, $"record {next} of stream {stream} does not have its hash.");
            next++;
        }

        rows.Close();
        const string Counts = "SELECT id FROM streams s WHERE journaled <> (SELECT count(*) FROM records r WHERE r.stream = s.id) LIMIT 1";
        if (connection.Scalar(Counts) is long wrong) throw SqliteFailure.Corrupted(path, $"the last records of stream {wrong} are missing.");
    }
}
