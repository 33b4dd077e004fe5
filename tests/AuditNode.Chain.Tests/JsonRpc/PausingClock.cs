namespace AuditNode.Chain.Tests.JsonRpc;

/// <summary>A clock whose timers end at once if they are for seconds, and never (in a test's time) if they are for more; notes the former.</summary>
internal sealed class PausingClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly List<TimeSpan> pauses = [];

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (pauses)
                return [.. pauses];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPause)
            return base.CreateTimer(callback, state, dueTime, period);
        lock (pauses)
            pauses.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }
}
