using AuditNode.Chain;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Peers;

/// <summary>
/// The messages that were acknowledged, in SQLite: in write-ahead mode with synchronous=FULL a commit is on the disk when it returns. Safe for
/// concurrent use.
/// </summary>
internal sealed class InboxDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS message(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            job BLOB NOT NULL, receiver TEXT NOT NULL, sender TEXT NOT NULL, sequence INTEGER NOT NULL,
            header BLOB NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL, length INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT 0,
            UNIQUE(job, receiver, sender, sequence));
        CREATE INDEX IF NOT EXISTS message_body ON message(job, receiver, sender, body);
        CREATE INDEX IF NOT EXISTS message_waiting ON message(job, receiver, id) WHERE taken = 0;
        """;

    private const string Columns = "SELECT id, header, digest, body, length, taken FROM message ";

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    public InboxDatabase(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = FULL");
            Execute(Schema);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Insert(MessageAddress message, byte[] header, Bytes32 digest, Bytes32 body, long length) => Execute(
        "INSERT INTO message(job, receiver, sender, sequence, header, digest, body, length) VALUES($0, $1, $2, $3, $4, $5, $6, $7)",
        message.JobId.ToArray(), message.To, message.From, message.Sequence, header, digest.ToArray(), body.ToArray(), length);

    public InboxRow? Find(MessageAddress message) => Read(
        Columns + "WHERE job = $0 AND receiver = $1 AND sender = $2 AND sequence = $3",
        message.JobId.ToArray(), message.To, message.From, message.Sequence).FirstOrDefault();

    /// <summary>The first message that waits behind another.</summary>
    public InboxRow? FindWaiting(Bytes32 job, string receiver, long after) => Read(
        Columns + "WHERE job = $0 AND receiver = $1 AND taken = 0 AND id > $2 ORDER BY id LIMIT 1", job.ToArray(), receiver, after).FirstOrDefault();

    /// <summary>Messages with that body, or all.</summary>
    public IReadOnlyList<InboxRow> FindBody(Bytes32 job, string receiver, string sender, Bytes32 body) => Read(
        Columns + "WHERE job = $0 AND receiver = $1 AND sender = $2 AND body = $3 ORDER BY id", job.ToArray(), receiver, sender, body.ToArray());

    public IReadOnlyList<InboxRow> FindAll(Bytes32 job, string receiver, long after, int limit) => Read(
        Columns + "WHERE job = $0 AND receiver = $1 AND id > $2 ORDER BY id LIMIT $3", job.ToArray(), receiver, after, limit);

    /// <summary>The number of the next message, and the bytes of those that wait.</summary>
    public (long Next, long Waiting) State(Bytes32 job, string receiver, string sender)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command(
                "SELECT COALESCE(MAX(sequence) + 1, 0), COALESCE(SUM(CASE WHEN taken = 0 THEN length ELSE 0 END), 0) FROM message WHERE job = $0 AND receiver = $1 AND sender = $2",
                job.ToArray(), receiver, sender);
            using SqliteDataReader reader = command.ExecuteReader();
            reader.Read();
            return (reader.GetInt64(0), reader.GetInt64(1));
        }
    }

    public void MarkTaken(long id) => Execute("UPDATE message SET taken = 1 WHERE id = $0", id);

    /// <summary>Forgets a message that was not taken, and those of the same sender after it: they will be sent again.</summary>
    public void DeleteFrom(MessageAddress message) => Execute(
        "DELETE FROM message WHERE job = $0 AND receiver = $1 AND sender = $2 AND sequence >= $3 AND taken = 0",
        message.JobId.ToArray(), message.To, message.From, message.Sequence);

    public void DeleteJob(Bytes32 job) => Execute("DELETE FROM message WHERE job = $0", job.ToArray());

    public void Dispose()
    {
        lock (_lock) _connection.Dispose();
    }

    private static InboxRow ReadRow(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        (byte[])reader[1],
        Bytes32.FromBytes((byte[])reader[2]),
        Bytes32.FromBytes((byte[])reader[3]),
        reader.GetInt64(4),
        reader.GetInt64(5) != 0);

    private List<InboxRow> Read(string sql, params object[] parameters)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command(sql, parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<InboxRow>();
            while (reader.Read()) rows.Add(ReadRow(reader));
            return rows;
        }
    }

    private void Execute(string sql, params object[] parameters)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command(sql, parameters);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string sql, params object[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class; what varies is in parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < parameters.Length; i++) command.Parameters.AddWithValue($"${i}", parameters[i]);
        return command;
    }
}
