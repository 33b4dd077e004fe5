using System.Runtime.ExceptionServices;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Runs independent pieces of work on several threads, one piece at a time: they are few and long.</summary>
/// <param name="workers">Threads, at least 1.</param>
internal sealed class WorkQueue(int workers)
{
    /// <summary>Threads.</summary>
    public int Workers => workers;

    /// <summary>Runs all pieces and waits; the first failure is thrown after the others have stopped.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="body">Gets the piece, from 0 to count - 1, and the worker, from 0 to <see cref="Workers"/> - 1.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    public void Run(int count, Action<int, int> body, CancellationToken cancellation)
    {
        int next = -1;
        Exception? failure = null;
        void Work(int worker)
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    body(i, worker);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
                Interlocked.Exchange(ref next, count);
            }
        }

        int needed = Math.Min(workers, count);
        // A task for each worker; Parallel.For may run several on one thread, of which all but the first would find nothing left to do.
        Task[] helpers = [.. Enumerable.Range(1, Math.Max(needed - 1, 0)).Select(worker => Task.Run(() => Work(worker), CancellationToken.None))];
        if (needed > 0) Work(0);
        Task.WaitAll(helpers, CancellationToken.None);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }
}
