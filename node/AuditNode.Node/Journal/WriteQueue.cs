using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>
/// The one writer of a database: a thread that takes what is waiting, does it in one transaction, each piece behind a savepoint of its own,
/// and reports all of it done after the commit. Pieces that arrive while the disk is busy share the next flush.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MostInOneTransaction = 256;
    private const int Constraint = 19; // SQLITE_CONSTRAINT

    private readonly BlockingCollection<Piece> _waiting = [];
    private readonly TaskCompletionSource<JournalException> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Thread _thread;
    private volatile JournalException? _failure;

    public WriteQueue(SqliteConnection connection, string path)
    {
        (_connection, _path) = (connection, path);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <summary>Ends when the database can take no more, with the reason.</summary>
    public Task<JournalException> Failed => _failed.Task;

    /// <summary>Does a piece of work; it is durable when the task ends.</summary>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        var piece = new Piece<T>(work, cancellationToken);
        try
        {
            if (_failure is { } failure) throw Again(failure);
            _waiting.Add(piece, cancellationToken);
        }
        catch (InvalidOperationException) // no more is taken
        {
            throw new JournalException(JournalFault.Closed, $"The journal {_path} is closed.");
        }

        return piece.Task;
    }

    /// <summary>Finishes what is waiting.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private static JournalException Again(JournalException failure) => new(failure.Fault, failure.Message, failure);

    private void Run()
    {
        var pieces = new List<Piece>();
        foreach (Piece first in _waiting.GetConsumingEnumerable())
        {
            pieces.Add(first);
            while (pieces.Count < MostInOneTransaction && _waiting.TryTake(out Piece? next)) pieces.Add(next);
            try
            {
                if (_failure is { } failure) throw Again(failure);
                DoTogether(pieces);
            }
            catch (Exception e)
            {
                JournalException reason = e as JournalException ?? SqliteFailure.Explain(e, _path);
                if (SqliteFailure.IsFinal(e)) Stop(reason);
                foreach (Piece piece in pieces) piece.Fail(reason);
            }

            pieces.Clear();
        }
    }

    private void DoTogether(List<Piece> pieces)
    {
        pieces.RemoveAll(piece => piece.IsCancelled());
        if (pieces.Count == 0) return;
        _connection.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (Piece piece in pieces)
            {
                _connection.Execute("SAVEPOINT piece");
                if (!piece.TryDo(_connection)) _connection.Execute("ROLLBACK TO piece");
                _connection.Execute("RELEASE piece");
            }

            _connection.Execute("COMMIT");
        }
        catch (SqliteException)
        {
            RollBack();
            throw;
        }

        foreach (Piece piece in pieces) piece.Complete();
    }

    // SQLite has rolled back by itself after some failures; that this one fails too then means nothing.
    private void RollBack()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private void Stop(JournalException reason)
    {
        _failure ??= reason;
        _failed.TrySetResult(reason);
    }

    private abstract class Piece
    {
        public abstract bool IsCancelled();

        public abstract bool TryDo(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception reason);
    }

    private sealed class Piece<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) : Piece
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _refusal;

        public Task<T> Task => _done.Task;

        public override bool IsCancelled() => cancellationToken.IsCancellationRequested && _done.TrySetCanceled(cancellationToken);

        // A failure of SQLite concerns all that is in the transaction; what a constraint or the work itself refuses concerns the work.
        public override bool TryDo(SqliteConnection connection)
        {
            try
            {
                _result = work(connection);
                return true;
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: not Constraint })
            {
                _refusal = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_refusal is null) _done.SetResult(_result);
            else _done.SetException(_refusal);
        }

        public override void Fail(Exception reason) => _done.TrySetException(reason);
    }
}
