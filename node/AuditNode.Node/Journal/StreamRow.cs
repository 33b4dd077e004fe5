using AuditNode.Chain;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>A stream, and how far its records are: 0 &lt;= final &lt;= included &lt;= submitted &lt;= journaled.</summary>
/// <param name="Id">The journal's number of the stream.</param>
/// <param name="Job">The job.</param>
/// <param name="Journaled">Records in the journal.</param>
/// <param name="Submitted">Of these, records in transactions that are under way, or further.</param>
/// <param name="Included">Of these, records in a block, or further.</param>
/// <param name="Final">Of these, records so deep in the chain that they stay.</param>
internal sealed record StreamRow(long Id, Bytes32 Job, long Journaled, long Submitted, long Included, long Final)
{
    private const string Columns = "SELECT id, job, journaled, submitted, included, final FROM streams ";

    /// <summary>The stream of a job, created where absent.</summary>
    public static StreamRow Open(SqliteConnection connection, Bytes32 job)
    {
        connection.Execute("INSERT INTO streams (job) VALUES ($1) ON CONFLICT DO NOTHING", job.ToArray());
        return connection.Rows(Columns + "WHERE job = $1", Read, job.ToArray()).Single();
    }

    public static StreamRow Find(SqliteConnection connection, long id) => connection.Rows(Columns + "WHERE id = $1", Read, id).Single();

    /// <summary>Streams with records that are not final yet.</summary>
    public static List<StreamRow> Open(SqliteConnection connection) => connection.Rows(Columns + "WHERE final < journaled ORDER BY id", Read);

    /// <summary>Records of all streams that are not final yet.</summary>
    public static long Backlog(SqliteConnection connection) => (long)connection.Scalar("SELECT ifnull(sum(journaled - final), 0) FROM streams WHERE final < journaled")!;

    /// <summary>Writes how far the stream is.</summary>
    public void Save(SqliteConnection connection) => connection.Execute(
        "UPDATE streams SET submitted = $2, included = $3, final = $4 WHERE id = $1", Id, Submitted, Included, Final);

    /// <summary>The same stream with nothing from record <paramref name="sequence"/> on submitted.</summary>
    public StreamRow BackTo(long sequence) => this with
    {
        Submitted = Math.Min(Submitted, sequence), Included = Math.Min(Included, sequence), Final = Math.Min(Final, sequence),
    };

    private static StreamRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), Bytes32.FromBytes(row.Bytes(1)), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
}
