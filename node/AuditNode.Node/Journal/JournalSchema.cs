using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>
/// The tables, and the way from each version to the next. Records are only ever added. How far a stream is on its way to the ledger is four
/// numbers, because the ledger takes records in order: final, included, submitted and journaled, each at most the next.
/// </summary>
internal static class JournalSchema
{
    /// <summary>"ANJ1": tells a journal from other SQLite databases.</summary>
    public const int ApplicationId = 0x414E4A31;

    // Step i leads from version i to version i + 1. Steps that were ever released stay as they are.
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE identity (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            chain_id INTEGER NOT NULL, ledger BLOB NOT NULL, institution BLOB NOT NULL) STRICT;

        CREATE TABLE streams (
            id INTEGER PRIMARY KEY,
            job BLOB NOT NULL UNIQUE CHECK (length(job) = 32),
            journaled INTEGER NOT NULL DEFAULT 0,
            submitted INTEGER NOT NULL DEFAULT 0 CHECK (submitted <= journaled),
            included INTEGER NOT NULL DEFAULT 0 CHECK (included <= submitted),
            final INTEGER NOT NULL DEFAULT 0 CHECK (final >= 0 AND final <= included)) STRICT;
        CREATE INDEX streams_open ON streams (id) WHERE final < journaled;

        CREATE TABLE records (
            stream INTEGER NOT NULL REFERENCES streams (id),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            canonical BLOB NOT NULL,
            source TEXT,
            content BLOB NOT NULL CHECK (length(content) = 32),
            instance BLOB,
            proof BLOB CHECK ((proof IS NULL) = (instance IS NULL)),
            PRIMARY KEY (stream, sequence)) STRICT;
        CREATE UNIQUE INDEX records_by_source ON records (stream, source) WHERE source IS NOT NULL;

        CREATE TABLE outputs (
            stream INTEGER NOT NULL, digest BLOB NOT NULL CHECK (length(digest) = 32), sequence INTEGER NOT NULL,
            PRIMARY KEY (stream, digest, sequence),
            FOREIGN KEY (stream, sequence) REFERENCES records (stream, sequence)) STRICT, WITHOUT ROWID;

        CREATE TABLE submissions (
            id INTEGER PRIMARY KEY,
            purpose TEXT NOT NULL,
            stream INTEGER REFERENCES streams (id), first INTEGER, count INTEGER,
            nonce INTEGER NOT NULL,
            state TEXT,
            status INTEGER NOT NULL,
            transaction_hash BLOB, block_number INTEGER, block_hash BLOB, gas_used INTEGER) STRICT;
        CREATE INDEX submissions_by_record ON submissions (stream, first);
        CREATE INDEX submissions_underway ON submissions (status) WHERE status < 2;

        CREATE TABLE charges (
            dataset BLOB NOT NULL CHECK (length(dataset) = 32),
            job BLOB NOT NULL CHECK (length(job) = 32),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            rho BLOB NOT NULL CHECK (length(rho) = 16),
            status INTEGER NOT NULL,
            reason TEXT,
            submission INTEGER REFERENCES submissions (id),
            PRIMARY KEY (dataset, job, sequence)) STRICT, WITHOUT ROWID;
        CREATE INDEX charges_due ON charges (status) WHERE status < 2;
        """,
        """
        CREATE TABLE refusals (
            institution BLOB NOT NULL CHECK (length(institution) IN (0, 20)),
            reason TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
            message TEXT, detail TEXT NOT NULL,
            PRIMARY KEY (institution, reason)) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this release writes.</summary>
    public static int Version => s_steps.Length;

    /// <summary>Brings a database to <see cref="Version"/> in one transaction; creates the tables of an empty one.</summary>
    /// <exception cref="JournalException">It is no journal, or of a newer release.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        int application = Number(connection, "PRAGMA application_id"), version = Number(connection, "PRAGMA user_version");
        bool isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0 && version == 0))
            throw SqliteFailure.Corrupted(path, "it is no journal but another SQLite database.");
        if (version > Version)
        {
            throw new JournalException(JournalFault.NewerVersion,
                $"The journal {path} has version {version}; this release reads up to {Version}. Install the release that wrote it, or a newer one.");
        }

        if (version == Version) return;
        connection.Execute("BEGIN IMMEDIATE");
        foreach (string step in s_steps.AsSpan(version)) connection.Execute(step);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        connection.Execute("COMMIT");
    }

    private static int Number(SqliteConnection connection, string sql) => checked((int)(long)connection.Scalar(sql)!);
}
