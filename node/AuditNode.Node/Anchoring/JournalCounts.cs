using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Records.Operations;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Anchoring;

/// <summary>How many records of all streams are how far.</summary>
internal readonly record struct JournalCounts(long Journaled, long Submitted, long Included, long Final)
{
    public static JournalCounts Read(SqliteConnection connection) => connection.Rows(
        "SELECT ifnull(sum(journaled), 0), ifnull(sum(submitted), 0), ifnull(sum(included), 0), ifnull(sum(final), 0) FROM streams",
        row => new JournalCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))).Single();

    /// <summary>When the oldest record that is not final was finished; null where all are final.</summary>
    public static DateTimeOffset? OldestUnanchored(SqliteConnection connection) => connection.Rows(
        "SELECT canonical FROM streams JOIN records ON stream = streams.id AND sequence = final WHERE final < journaled",
        row => (DateTimeOffset?)OperationRecord.Parse(row.Bytes(0)).FinishedAt).Min();

    /// <summary>The last record of the newest final transaction.</summary>
    public static AnchoredRecord? LastFinal(SqliteConnection connection) => connection.Rows(
        "SELECT job, first + count - 1, block_number FROM submissions JOIN streams ON streams.id = stream "
        + "WHERE status = 2 AND block_number IS NOT NULL ORDER BY block_number DESC, submissions.id DESC LIMIT 1",
        row => new AnchoredRecord(Bytes32.FromBytes(row.Bytes(0)), row.GetInt64(1), (ulong)row.GetInt64(2))).SingleOrDefault();
}
