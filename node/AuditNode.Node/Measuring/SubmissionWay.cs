using System.Diagnostics;
using AuditNode.Chain;

namespace AuditNode.Node.Measuring;

/// <summary>The way of a transaction from its sending to the block in which it stays, as a span. The span is named after what the transaction is for.</summary>
internal sealed class SubmissionWay
{
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly Activity? _span;

    private SubmissionWay(Activity? span) => _span = span;

    /// <summary>Time since it began, or since the process took it up.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>Begins it.</summary>
    /// <param name="purpose">What the transaction is for.</param>
    /// <param name="isResumed">Whether an earlier process sent it, or somebody else.</param>
    public static SubmissionWay Begin(string purpose, bool isResumed = false) =>
        new(Spans.Begin(purpose, ActivityKind.Client, JobTrace.Ambient?.Current)?.SetTag("auditnode.transaction.resumed", isResumed));

    /// <summary>Says which records it carries.</summary>
    public void Carries(Bytes32 jobId, long first, int count) => _span?
        .SetTag("auditnode.job.id", jobId.ToString()).SetTag("auditnode.record.first", first).SetTag("auditnode.record.count", count);

    /// <summary>Shows that it is in a block, or no longer.</summary>
    public void Note(Receipt? receipt)
    {
        if (receipt is null) _span?.AddEvent(new ActivityEvent("excluded"));
        else _span?.AddEvent(new ActivityEvent("included", tags: new() { ["auditnode.chain.block"] = (long)receipt.BlockNumber }));
    }

    /// <summary>It did not leave.</summary>
    public void Refuse(Exception failure)
    {
        _span?.Fail(failure);
        _span?.Dispose();
    }

    /// <summary>It is settled.</summary>
    public void End(Receipt? receipt, string? failure, bool isFinal)
    {
        _span?.SetTag(MetricTag.Outcome, isFinal ? "final" : "lost");
        if (receipt is not null)
        {
            _span?.SetTag("auditnode.transaction.hash", receipt.TransactionHash.ToString())
                .SetTag("auditnode.transaction.gas", (long)receipt.GasUsed).SetTag("auditnode.chain.block", (long)receipt.BlockNumber);
        }

        if (!isFinal) _span?.SetStatus(ActivityStatusCode.Error, failure);
        _span?.Dispose();
    }
}
