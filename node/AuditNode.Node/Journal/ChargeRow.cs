using System.Buffers.Binary;
using AuditNode.Chain;
using AuditNode.Engine.Privacy;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>What a release costs a dataset: named by (dataset, job, record), paid once.</summary>
internal sealed record ChargeRow(Bytes32 Dataset, Bytes32 Job, long Sequence, Rho Rho, ChargeStatus Status = ChargeStatus.Due, string? Reason = null)
{
    private const string Columns = "SELECT dataset, job, sequence, rho, status, reason FROM charges ";
    private const string Key = "WHERE dataset = $1 AND job = $2 AND sequence = $3";

    public static ChargeRow? Find(SqliteConnection connection, Bytes32 dataset, Bytes32 job, long sequence) =>
        connection.Rows(Columns + Key, Read, dataset.ToArray(), job.ToArray(), sequence).SingleOrDefault();

    /// <summary>Charges that are not in a transaction.</summary>
    public static List<ChargeRow> Due(SqliteConnection connection) => connection.Rows(Columns + "WHERE status = 0", Read);

    /// <summary>Stores the charge unless it is there. One that was refused becomes due again.</summary>
    /// <exception cref="JournalException">It is there with another rho.</exception>
    public void Request(SqliteConnection connection)
    {
        byte[] units = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(units, Rho.Units);
        connection.Execute(
            "INSERT INTO charges (dataset, job, sequence, rho, status) VALUES ($1, $2, $3, $4, 0) "
            + "ON CONFLICT DO UPDATE SET status = 0, reason = NULL WHERE status = 3 AND rho = excluded.rho",
            Dataset.ToArray(), Job.ToArray(), Sequence, units);
        if (Find(connection, Dataset, Job, Sequence)!.Rho is { } before && before != Rho)
        {
            throw new JournalException(JournalFault.Conflict,
                $"The release of record {Sequence} in job {Job} was charged with rho {before} before, now with {Rho}. A release has one price: check who asks.");
        }
    }

    public void Set(SqliteConnection connection, ChargeStatus status, long? submission = null, string? reason = null) => connection.Execute(
        "UPDATE charges SET status = $4, submission = $5, reason = $6 " + Key, Dataset.ToArray(), Job.ToArray(), Sequence, (int)status, submission, reason);

    /// <summary>Sets the status of the charge that a transaction carries.</summary>
    public static void Set(SqliteConnection connection, long submission, ChargeStatus status) =>
        connection.Execute("UPDATE charges SET status = $2 WHERE submission = $1", submission, (int)status);

    private static ChargeRow Read(SqliteDataReader row) => new(
        Bytes32.FromBytes(row.Bytes(0)), Bytes32.FromBytes(row.Bytes(1)), row.GetInt64(2), new Rho(BinaryPrimitives.ReadUInt128BigEndian(row.Bytes(3))),
        (ChargeStatus)row.GetInt32(4), row.IsDBNull(5) ? null : row.GetString(5));
}
