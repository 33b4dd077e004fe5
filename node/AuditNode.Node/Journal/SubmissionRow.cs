using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>A transaction of the journal.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Purpose">What it is for: <see cref="Append"/>, <see cref="Charge"/>, or what somebody else calls it.</param>
/// <param name="Records">The records that it carries, if any: stream, first and count.</param>
/// <param name="Status">How far it is.</param>
/// <param name="State">What the sender needs to see it through; null once it is settled, and where the node did not send it itself.</param>
/// <param name="Block">Number and hash of its block; of the block in which its effect was first seen where the node did not send it itself.</param>
internal sealed record SubmissionRow(
    long Id, string Purpose, (long Stream, long First, int Count)? Records, SubmissionStatus Status, PendingTransactionState? State, (ulong Number, Bytes32 Hash)? Block)
{
    public const string Append = "ledger.append", Charge = "budget.charge";

    private const string Columns = "SELECT id, purpose, stream, first, count, status, state, block_number, block_hash FROM submissions ";

    /// <summary>Transactions that are not settled, in the order of their nonces.</summary>
    public static List<SubmissionRow> Underway(SqliteConnection connection) => connection.Rows(Columns + "WHERE status < 2 ORDER BY nonce, id", Read);

    /// <summary>Final transactions from the newest block on downwards.</summary>
    public static List<SubmissionRow> Newest(SqliteConnection connection, int count, int skip) => connection.Rows(
        Columns + "WHERE status = 2 AND block_number IS NOT NULL ORDER BY block_number DESC, id DESC LIMIT $1 OFFSET $2", Read, count, skip);

    /// <summary>Stores a transaction that is about to be sent.</summary>
    public static long Add(SqliteConnection connection, string purpose, (long Stream, long First, int Count)? records, PendingTransactionState state) =>
        (long)connection.Scalar(
            "INSERT INTO submissions (purpose, stream, first, count, nonce, state, status) VALUES ($1, $2, $3, $4, $5, $6, 0) RETURNING id",
            purpose, records?.Stream, records?.First, records?.Count, checked((long)state.Nonce), JsonSerializer.Serialize(state))!;

    /// <summary>Stores an effect that was found on the chain without its transaction.</summary>
    public static long Adopt(SqliteConnection connection, string purpose, (long Stream, long First, int Count)? records, ulong blockNumber, Bytes32 blockHash) =>
        (long)connection.Scalar(
            "INSERT INTO submissions (purpose, stream, first, count, nonce, status, block_number, block_hash) VALUES ($1, $2, $3, $4, -1, 1, $5, $6) RETURNING id",
            purpose, records?.Stream, records?.First, records?.Count, checked((long)blockNumber), blockHash.ToArray())!;

    /// <summary>Stores another nonce or another version of a transaction, before it is sent.</summary>
    public static void Save(SqliteConnection connection, long id, PendingTransactionState state) => connection.Execute(
        "UPDATE submissions SET nonce = $2, state = $3 WHERE id = $1", id, checked((long)state.Nonce), JsonSerializer.Serialize(state));

    /// <summary>Forgets a transaction that no node has.</summary>
    public static void Delete(SqliteConnection connection, long id) => connection.Execute("DELETE FROM submissions WHERE id = $1", id);

    /// <summary>Notes that a transaction is in no block.</summary>
    public static void Exclude(SqliteConnection connection, long id) => connection.Execute(
        "UPDATE submissions SET status = 0, transaction_hash = NULL, block_number = NULL, block_hash = NULL, gas_used = NULL WHERE id = $1", id);

    /// <summary>Notes the block of a transaction.</summary>
    public static void Include(SqliteConnection connection, long id, Receipt receipt) => connection.Execute(
        "UPDATE submissions SET status = 1, transaction_hash = $2, block_number = $3, block_hash = $4, gas_used = $5 WHERE id = $1",
        id, receipt.TransactionHash.ToArray(), checked((long)receipt.BlockNumber), receipt.BlockHash.ToArray(), checked((long)receipt.GasUsed));

    /// <summary>Notes that a transaction is settled; its signed bytes are no longer needed.</summary>
    public static void Settle(SqliteConnection connection, long id, SubmissionStatus status) => connection.Execute(
        "UPDATE submissions SET status = $2, state = NULL WHERE id = $1", id, (int)status);

    private static SubmissionRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : (row.GetInt64(2), row.GetInt64(3), row.GetInt32(4)), (SubmissionStatus)row.GetInt32(5),
        row.IsDBNull(6) ? null : JsonSerializer.Deserialize<PendingTransactionState>(row.GetString(6)),
        row.IsDBNull(7) ? null : ((ulong)row.GetInt64(7), Bytes32.FromBytes(row.Bytes(8))));
}
