using System.Diagnostics.Metrics;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Node.Jobs;

namespace AuditNode.Node.Measuring;

/// <summary>Measures the jobs of this institution by what they write on the board: how many are in which phase, rounds, time.</summary>
public sealed class JobMeter
{
    private readonly Lock _guard = new();
    private readonly Dictionary<Bytes32, Stage> _jobs = [];
    private readonly Counter<long> _rounds;
    private readonly Histogram<double> _phase, _operation;
    private readonly TimeProvider _clock;

    /// <summary>Makes the instruments, and listens to the board.</summary>
    /// <param name="meter">The node's meter.</param>
    /// <param name="board">Where jobs write how far they are.</param>
    /// <param name="clock">Measures time.</param>
    public JobMeter(Meter meter, JobProgressBoard board, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _rounds = meter.CreateCounter<long>("auditnode.job.rounds", "{round}", "Rounds that this institution completed.");
        var buckets = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400] };
        _phase = meter.CreateHistogram("auditnode.job.phase.duration", "s", "Time that a job spent in a phase.", advice: buckets);
        _operation = meter.CreateHistogram("auditnode.job.operation.duration", "s", "Time that an operation took, by its record.", advice: buckets);
        meter.CreateObservableUpDownCounter("auditnode.job.count", Count, "{job}", "Jobs that this process has worked on, by phase.");
        board.Changed += Changed;
        board.Performed += (_, operation) => _operation.Record((operation.FinishedAt - operation.StartedAt).TotalSeconds, MetricTag.Of(MetricTag.OperationKind, operation.Kind));
    }

    private static string NameOf(JobPhase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());

    private IEnumerable<Measurement<long>> Count()
    {
        lock (_guard)
        {
            return [.. Enum.GetValues<JobPhase>().Where(phase => phase != JobPhase.Idle)
                .Select(phase => new Measurement<long>(_jobs.Values.Count(job => job.Phase == phase), MetricTag.Of(MetricTag.JobPhase, NameOf(phase))))];
        }
    }

    private void Changed(Bytes32 jobId, JobProgress progress)
    {
        lock (_guard)
        {
            bool known = _jobs.TryGetValue(jobId, out Stage before);
            int round = progress.Phase is JobPhase.Running or JobPhase.Completing ? Math.Max(progress.Round, before.Round) : 0;
            if (before.Round > 0 && round > before.Round) _rounds.Add(round - before.Round);
            if (before is { Phase: JobPhase.Running, Round: > 0 } && progress.Phase == JobPhase.Completing) _rounds.Add(1);
            bool same = known && before.Phase == progress.Phase;
            if (known && !same) Record(before);
            _jobs[jobId] = new Stage(progress.Phase, round, same ? before.Since : _clock.GetTimestamp());
        }
    }

    private void Record(Stage left)
    {
        if (left.Phase is not (JobPhase.Queued or JobPhase.Starting or JobPhase.Running or JobPhase.Completing)) return;
        _phase.Record(_clock.GetElapsedTime(left.Since).TotalSeconds, MetricTag.Of(MetricTag.JobPhase, NameOf(left.Phase)));
    }

    private readonly record struct Stage(JobPhase Phase, int Round, long Since);
}
