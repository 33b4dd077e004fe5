using System.Runtime.CompilerServices;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class LimbSchedulerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_index_runs_exactly_once_for_many_concurrent_callers(int threads)
    {
        var scheduler = new LimbScheduler(threads);
        var failures = new int[6];
        Thread[] callers = [.. Enumerable.Range(0, failures.Length).Select(caller => new Thread(() =>
        {
            for (int round = 0; round < 300; round++)
            {
                var counts = new int[round % 41];
                scheduler.Run(new CountWork(counts), counts.Length);
                failures[caller] += counts.Count(c => c != 1);
            }
        }))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(new int[failures.Length], failures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_and_the_next_run_is_unharmed(int threads)
    {
        var scheduler = new LimbScheduler(threads);
        for (int round = 0; round < 50; round++)
        {
            var error = Assert.Throws<InvalidDataException>(() => scheduler.Run(new FailWork(round % 7), 7));
            Assert.Equal($"index {round % 7}", error.Message);
            var counts = new int[7];
            scheduler.Run(new CountWork(counts), counts.Length);
            Assert.Equal([1, 1, 1, 1, 1, 1, 1], counts);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_the_work_refers_to_stays_reachable_until_it_is_done(int threads)
    {
        // Work on pointers into memory that nobody else holds, such as a destination that the caller does not read.
        var scheduler = new LimbScheduler(threads);
        for (int round = 0; round < 50; round++) Assert.True(RunWithUnusedOwner(scheduler));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_thread_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimbScheduler(threads));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static bool RunWithUnusedOwner(LimbScheduler scheduler)
    {
        var alive = new bool[2];
        var owner = new object();
        scheduler.Run(new CollectWork(owner, new WeakReference(owner), alive), alive.Length);
        return alive[0] && alive[1];
    }

    private readonly record struct CollectWork(object Owner, WeakReference Weak, bool[] Alive) : ILimbWork
    {
        public void Run(int index)
        {
            GC.Collect();
            Alive[index] = Weak.IsAlive;
        }
    }

    private readonly record struct CountWork(int[] Counts) : ILimbWork
    {
        public void Run(int index) => Interlocked.Increment(ref Counts[index]);
    }

    private readonly record struct FailWork(int Failing) : ILimbWork
    {
        public void Run(int index)
        {
            if (index == Failing) throw new InvalidDataException($"index {index}");
        }
    }
}
