using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring;

/// <summary>A piece of work that is the same for every index, such as one limb.</summary>
internal interface ILimbWork
{
    void Run(int index);
}

/// <summary>Runs the limbs of an operation on several threads without allocating; the caller's thread takes part.</summary>
internal sealed class LimbScheduler
{
    private readonly int _helpers;

    public LimbScheduler(int maxDegreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDegreeOfParallelism, 1);
        _helpers = maxDegreeOfParallelism - 1;
    }

    /// <summary>Threads at most.</summary>
    public int MaxDegreeOfParallelism => _helpers + 1;

    /// <summary>Runs the work for every index below <paramref name="count"/> and returns when all are done.</summary>
    public void Run<TWork>(in TWork work, int count)
        where TWork : struct, ILimbWork
    {
        if (_helpers == 0 || count < 2)
        {
            TWork local = work;
            for (int i = 0; i < count; i++) local.Run(i);
            KeepAlive(ref local);
            return;
        }

        Job<TWork> job = Job<TWork>.Mine;
        job.Start(work, count);
        for (int i = 0; i < Math.Min(_helpers, count - 1); i++) ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        job.Execute();
        job.Finish();
    }

    /// <summary>
    /// Keeps what the work refers to reachable until it is done: it runs on pointers, and the caller may have no further use of
    /// a destination, whose memory a collection would then take while it is written. A job keeps its work itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive<TWork>(ref TWork work)
        where TWork : struct => _ = work;

    /// <summary>
    /// One thread's reusable job. Count and next index share one word, so that a helper that comes late, even into the
    /// thread's next job, claims a valid index or none.
    /// </summary>
    private sealed class Job<TWork> : IThreadPoolWorkItem
        where TWork : struct, ILimbWork
    {
        [ThreadStatic]
        private static Job<TWork>? t_mine;

        private TWork _work;
        private long _state; // count << 32 | next index
        private int _done;
        private Exception? _failure;

        public static Job<TWork> Mine => t_mine ??= new Job<TWork>();

        public void Start(in TWork work, int count)
        {
            _work = work;
            _failure = null;
            _done = 0;
            Interlocked.Exchange(ref _state, (long)count << 32);
        }

        public void Execute()
        {
            while (true)
            {
                long state = Volatile.Read(ref _state);
                int count = (int)(state >> 32), index = (int)state;
                if (index >= count) return;
                if (Interlocked.CompareExchange(ref _state, state + 1, state) != state) continue;
                try
                {
                    // The claimed index keeps this job from finishing, so the work is the one that was claimed from.
                    TWork local = _work;
                    local.Run(index);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref _failure, e, null);
                }
                finally
                {
                    Interlocked.Increment(ref _done);
                }
            }
        }

        public void Finish()
        {
            int count = (int)(Volatile.Read(ref _state) >> 32);
            var spin = new SpinWait();
            while (Volatile.Read(ref _done) < count) spin.SpinOnce(sleep1Threshold: -1);
            _work = default;
            if (_failure is { } failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
