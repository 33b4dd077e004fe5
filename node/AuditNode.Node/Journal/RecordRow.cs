using AuditNode.Chain;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>A record in the journal.</summary>
/// <param name="Sequence">Its number in its stream.</param>
/// <param name="Hash">SHA-256 of the canonical bytes.</param>
/// <param name="Canonical">The record.</param>
/// <param name="Source">What it was made from, so that a repeated report finds it; null for records that are never reported again.</param>
/// <param name="Content">SHA-256 of what was reported: equal for equal reports.</param>
/// <param name="Relation">The relation that is proven with the record on the ledger, and the proof; null for attribution alone.</param>
internal sealed record RecordRow(
    long Sequence, Bytes32 Hash, byte[] Canonical, string? Source, Bytes32 Content, (byte[] Instance, byte[] Proof)? Relation)
{
    private const string Columns = "SELECT sequence, hash, canonical, source, content, instance, proof FROM records ";

    public static RecordRow? Find(SqliteConnection connection, long stream, long sequence) =>
        connection.Rows(Columns + "WHERE stream = $1 AND sequence = $2", Read, stream, sequence).SingleOrDefault();

    public static RecordRow? Find(SqliteConnection connection, long stream, string source) =>
        connection.Rows(Columns + "WHERE stream = $1 AND source = $2", Read, stream, source).SingleOrDefault();

    /// <summary>The records that name an output, the latest first.</summary>
    public static IEnumerable<RecordRow> ListByOutput(SqliteConnection connection, long stream, byte[] digest) => connection.Rows(
        Columns + "WHERE stream = $1 AND sequence IN (SELECT sequence FROM outputs WHERE stream = $1 AND digest = $2) ORDER BY sequence DESC", Read, stream, digest);

    /// <summary>Consecutive records.</summary>
    public static List<RecordRow> List(SqliteConnection connection, long stream, long first, int count) => connection.Rows(
        Columns + "WHERE stream = $1 AND sequence >= $2 AND sequence < $3 ORDER BY sequence", Read, stream, first, first + count);

    /// <summary>Hashes of consecutive records.</summary>
    public static List<Bytes32> Hashes(SqliteConnection connection, long stream, long first, int count) => connection.Rows(
        "SELECT hash FROM records WHERE stream = $1 AND sequence >= $2 AND sequence < $3 ORDER BY sequence",
        row => Bytes32.FromBytes(row.Bytes(0)), stream, first, first + count);

    /// <summary>Adds the record that follows the last of a stream.</summary>
    /// <exception cref="InvalidOperationException">It does not follow.</exception>
    public void Append(SqliteConnection connection, long stream, IEnumerable<byte[]> outputs)
    {
        if (connection.Execute("UPDATE streams SET journaled = journaled + 1 WHERE id = $1 AND journaled = $2", stream, Sequence) != 1)
            throw new InvalidOperationException($"Record {Sequence} does not follow the last record of its stream. A stream has one writer.");
        connection.Execute(
            "INSERT INTO records (stream, sequence, hash, canonical, source, content, instance, proof) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            stream, Sequence, Hash.ToArray(), Canonical, Source, Content.ToArray(), Relation?.Instance, Relation?.Proof);
        foreach (byte[] digest in outputs)
            connection.Execute("INSERT INTO outputs (stream, digest, sequence) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", stream, digest, Sequence);
    }

    private static RecordRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), Bytes32.FromBytes(row.Bytes(1)), row.Bytes(2), row.IsDBNull(3) ? null : row.GetString(3), Bytes32.FromBytes(row.Bytes(4)),
        row.IsDBNull(5) ? null : (row.Bytes(5), row.Bytes(6)));
}
