using AuditNode.Chain;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>
/// The journal of one institution: one SQLite file in WAL mode, every commit flushed to the disk (synchronous=FULL), written by one thread of
/// one process. It holds records, how far they are on their way to the ledger, transactions that are under way, and charges.
/// </summary>
/// <remarks>Safe for use by several threads. It stops for good at the first failure of the disk: what it confirmed is kept, and the process is
/// to end (<see cref="Failed"/>) and be started again.</remarks>
public sealed class JournalDatabase : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly WriteQueue _writer;

    private JournalDatabase(JournalOptions options, JournalIdentity identity, FileStream exclusive, SqliteConnection connection)
    {
        (Options, Identity, _lock, _connection) = (options, identity, exclusive, connection);
        _writer = new WriteQueue(connection, options.Path);
    }

    /// <summary>How it is kept.</summary>
    public JournalOptions Options { get; }

    /// <summary>Whose it is.</summary>
    public JournalIdentity Identity { get; }

    /// <summary>Ends when the journal can take no more, with the reason. The process should then stop.</summary>
    public Task<JournalException> Failed => _writer.Failed;

    /// <summary>Pulsed when there is something new to send.</summary>
    internal AsyncSignal Added { get; } = new();

    /// <summary>Pulsed when records or charges became final, or were refused.</summary>
    internal AsyncSignal Settled { get; } = new();

    /// <summary>Opens a journal, or creates it; brings it to the newest version and checks that it is whole.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="identity">Whose it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="JournalException">It is in use, damaged, of a newer release, of somebody else, or cannot be written.</exception>
    public static async Task<JournalDatabase> OpenAsync(JournalOptions options, JournalIdentity identity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(identity);
        options.Validate();
        options = options with { Path = Path.GetFullPath(options.Path) };
        return await Task.Run(() => Open(options, identity), cancellationToken);
    }

    /// <summary>Does a piece of work in a transaction; it is durable when the task ends.</summary>
    /// <exception cref="JournalException">The journal is closed, full, damaged or cannot be written: nothing of this was done.</exception>
    internal Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken = default) => _writer.RunAsync(work, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    internal Task RunAsync(Action<SqliteConnection> work, CancellationToken cancellationToken = default) => _writer.RunAsync(
        connection =>
        {
            work(connection);
            return true;
        },
        cancellationToken);

    /// <summary>Finishes what was taken, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(_writer.Dispose);
        await _connection.DisposeAsync();
        await _lock.DisposeAsync();
    }

    private static JournalDatabase Open(JournalOptions options, JournalIdentity identity)
    {
        FileStream exclusive = JournalFile.Lock(options.Path);
        SqliteConnection? connection = null;
        try
        {
            connection = JournalFile.Connect(options);
            JournalFile.RequireWhole(connection, options.Path);
            JournalSchema.Migrate(connection, options.Path);
            JournalFile.RequireLinked(connection, options.Path);
            Claim(connection, identity, options.Path);
            return new JournalDatabase(options, identity, exclusive, connection);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            exclusive.Dispose();
            throw SqliteFailure.Explain(e, options.Path);
        }
        catch
        {
            connection?.Dispose();
            exclusive.Dispose();
            throw;
        }
    }

    private static void Claim(SqliteConnection connection, JournalIdentity identity, string path)
    {
        connection.Execute(
            "INSERT INTO identity VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING",
            checked((long)identity.ChainId), identity.Ledger.ToArray(), identity.Institution.ToArray());
        JournalIdentity found = connection.Rows(
            "SELECT chain_id, ledger, institution FROM identity",
            row => new JournalIdentity((ulong)row.GetInt64(0), Address.FromBytes(row.Bytes(1)), Address.FromBytes(row.Bytes(2)))).Single();
        if (found != identity)
        {
            throw new JournalException(JournalFault.WrongIdentity,
                $"The journal {path} is of {found}, not of {identity}. Correct the configuration, or give this institution another data folder.");
        }
    }
}
