using System.Collections.Concurrent;
using System.Diagnostics;
using AuditNode.Chain;
using AuditNode.Node.Measuring;

namespace AuditNode.Node.Tests.Measuring;

/// <summary>Keeps the node's spans when they end.</summary>
internal sealed class SpanReader : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanReader()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans of a job: those that name it, and those of the same traces. Tests run side by side; others' spans are not among them.</summary>
    public IReadOnlyList<Activity> Of(Bytes32 jobId)
    {
        Activity[] all = [.. _ended];
        HashSet<ActivityTraceId> traces = [.. all.Where(span => $"{jobId}".Equals(span.GetTagItem("auditnode.job.id"))).Select(span => span.TraceId)];
        return [.. all.Where(span => traces.Contains(span.TraceId))];
    }

    public void Dispose() => _listener.Dispose();
}
