using System.Diagnostics;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Measuring;

/// <summary>The spans of one run of a job: the job, in it its rounds, in them its operations. Safe for concurrent use.</summary>
internal sealed class JobTrace : IDisposable
{
    // Not Activity.Current: requests to the chain's node would carry its identifiers along.
    private static readonly AsyncLocal<JobTrace?> s_ambient = new();

    private readonly Lock _guard = new();
    private readonly Activity? _job;
    private Activity? _round;
    private int _number;

    private JobTrace(Activity? job) => _job = job;

    /// <summary>That of the run which the calling method is part of; null where it is part of none.</summary>
    public static JobTrace? Ambient => s_ambient.Value;

    /// <summary>The span that what happens now belongs to; null where nobody listens.</summary>
    public Activity? Current
    {
        get
        {
            lock (_guard) return _round ?? _job;
        }
    }

    /// <summary>Begins the span of a run, which the calling method and all that it starts are part of.</summary>
    public static JobTrace Begin(Bytes32 jobId)
    {
        var trace = new JobTrace(Spans.Begin("job")?.SetTag("auditnode.job.id", jobId.ToString()));
        s_ambient.Value = trace;
        return trace;
    }

    /// <summary>Shows an operation, from its beginning to its end as its record has them. The first of a round begins the round.</summary>
    public void Add(Operation operation, OperationRecord record)
    {
        if (_job is null) return;
        using Activity? span = Spans.Begin("job.operation", parent: operation.Round == 0 ? _job : RoundOf(operation), startedAt: operation.StartedAt)?
            .SetTag(MetricTag.OperationKind, operation.Kind)
            .SetTag("auditnode.job.round", operation.Round)
            .SetTag("auditnode.record.sequence", record.Sequence)
            .SetTag("auditnode.record.hash", record.Hash.ToString())
            .SetEndTime(operation.FinishedAt.UtcDateTime);
    }

    /// <summary>Takes note of how the run ended.</summary>
    public JobEnd End(JobEnd end)
    {
        _job?.SetTag("auditnode.job.state", end.State.ToString().ToLowerInvariant());
        if (end.State == JobState.Aborted) _job?.SetStatus(ActivityStatusCode.Error);
        return end;
    }

    /// <summary>Takes note that the run was cut off; the job is taken up again.</summary>
    public void Fail(Exception failure) => _job?.Fail(failure);

    public void Dispose()
    {
        lock (_guard) _round?.Dispose();
        _job?.Dispose();
    }

    private Activity? RoundOf(Operation operation)
    {
        lock (_guard)
        {
            if (operation.Round > _number)
            {
                _round?.Dispose();
                _number = operation.Round;
                _round = Spans.Begin("job.round", parent: _job, startedAt: operation.StartedAt)?.SetTag("auditnode.job.round", operation.Round);
            }

            return _round;
        }
    }
}
