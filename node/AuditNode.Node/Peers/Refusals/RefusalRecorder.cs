using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// Counts every refusal and hands some to the log: of each peer and reason the first ten, and then one for each six minutes. Strangers count as
/// one peer, however many certificates they make, so that what is written is bounded by time and by the number of institutions. Safe for
/// concurrent use.
/// </summary>
/// <param name="log">Where refusals are kept, or null to count only.</param>
/// <param name="clock">The present.</param>
public sealed class RefusalRecorder(IRefusalLog? log, TimeProvider clock)
{
    private const double Burst = 10;

    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(6);

    private readonly Lock _lock = new();
    private readonly Dictionary<(Address? Institution, RefusalReason Reason), Allowance> _allowances = [];
    private readonly Dictionary<RefusalReason, long> _counts = [];

    /// <summary>The time, for refusals.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Failures of the log itself.</summary>
    public long LogFailures { get; private set; }

    /// <summary>All refusals by reason, written or not; a copy.</summary>
    public IReadOnlyDictionary<RefusalReason, long> Counts
    {
        get
        {
            lock (_lock) return new Dictionary<RefusalReason, long>(_counts);
        }
    }

    /// <summary>Counts a refusal, and writes it where there is room. Does not throw where the log fails: a refusal must not break a server.</summary>
    /// <param name="refusal">The refusal.</param>
    public async ValueTask RecordAsync(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (Take(refusal) is not { } unwritten || log is null) return;
        try
        {
            await log.WriteAsync(refusal with { Unwritten = unwritten }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the log throws: the failure is counted, and the connection goes on being refused.
        catch (Exception)
#pragma warning restore CA1031
        {
            lock (_lock) LogFailures++;
        }
    }

    /// <summary>How many were not written since the last that was, or null where this one is not to be written either.</summary>
    private long? Take(Refusal refusal)
    {
        lock (_lock)
        {
            _counts[refusal.Reason] = _counts.GetValueOrDefault(refusal.Reason) + 1;
            (Address?, RefusalReason) key = (refusal.Institution, refusal.Reason);
            Allowance allowance = _allowances.GetValueOrDefault(key) ?? new Allowance(Burst, refusal.At, 0);
            double left = Math.Min(Burst, allowance.Left + Math.Max(0, (refusal.At - allowance.At) / Refill));
            bool written = left >= 1;
            _allowances[key] = new Allowance(written ? left - 1 : left, refusal.At, written ? 0 : allowance.Unwritten + 1);
            return written ? allowance.Unwritten : null;
        }
    }

    private sealed record Allowance(double Left, DateTimeOffset At, long Unwritten);
}
