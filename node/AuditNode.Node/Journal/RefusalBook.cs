using System.Globalization;
using AuditNode.Chain;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>
/// The journal's table of what was refused of peers, whether a job was running or not: one row for each institution and reason, and one row for each
/// reason for all strangers, so that no flood makes it grow. Durable when a write returns.
/// </summary>
/// <param name="journal">The journal.</param>
public sealed class RefusalBook(JournalDatabase journal)
{
    private const int FirstVersion = 2;
    private const string Columns = "SELECT institution, reason, count, first_at, last_at, message, detail FROM refusals ORDER BY last_at DESC, institution, reason";

    /// <summary>Adds to the row of an institution and reason.</summary>
    /// <param name="refusal">What was refused; its times and texts are those of the last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal has stopped.</exception>
    public Task AddAsync(PeerRefusal refusal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return journal.RunAsync(
            connection =>
            {
                connection.Execute(
                    "INSERT INTO refusals VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO UPDATE SET "
                    + "count = count + excluded.count, last_at = max(last_at, excluded.last_at), message = excluded.message, detail = excluded.detail",
                    refusal.Institution?.ToArray() ?? [], refusal.Reason, refusal.Count, refusal.FirstAt.ToUnixTimeMilliseconds(),
                    refusal.LastAt.ToUnixTimeMilliseconds(), refusal.Message, refusal.Detail);
            },
            cancellationToken);
    }

    /// <summary>All rows, the latest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<List<PeerRefusal>> ListAsync(CancellationToken cancellationToken = default) => journal.RunAsync(List, cancellationToken);

    /// <summary>All rows of a journal that may be in use by a node, or of none.</summary>
    /// <param name="path">The journal's file; empty where it is missing, or was written before there was such a table.</param>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static IReadOnlyList<PeerRefusal> Read(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return Convert.ToInt64(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture) < FirstVersion ? [] : List(connection);
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(e, path);
        }
    }

    private static List<PeerRefusal> List(SqliteConnection connection) => connection.Rows(Columns, row => new PeerRefusal(
        row.Bytes(0) is { Length: > 0 } institution ? Address.FromBytes(institution) : null, row.GetString(1), row.GetInt64(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6)));
}
