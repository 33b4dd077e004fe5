using System.Collections.Concurrent;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Jobs;

/// <summary>
/// The journals of the jobs that run, into which goes what is refused of their peers' messages. What concerns no running job has no stream to be
/// recorded in: it is counted. Safe for concurrent use.
/// </summary>
public sealed class OpenJournals : IRefusalLog
{
    private readonly ConcurrentDictionary<Bytes32, OperationJournal> _open = new();

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.Message is not { } message || !_open.TryGetValue(message.JobId, out OperationJournal? journal)) return;
        await journal.RecordAsync(
            new NodeEvent(NodeRecordKind.MessageRefused)
            {
                Counterparty = refusal.Institution,
                Parameters = new Dictionary<string, string>
                {
                    ["reason"] = refusal.Reason.ToCode(),
                    ["message"] = string.Create(CultureInfo.InvariantCulture, $"{message.From} to {message.To} {message.Sequence}"),
                    ["unrecorded"] = refusal.Unwritten.ToString(CultureInfo.InvariantCulture),
                },
            },
            cancellationToken).ConfigureAwait(false);
    }

    internal void Add(OperationJournal journal) => _open[journal.JobId] = journal;

    internal void Remove(Bytes32 jobId) => _open.TryRemove(jobId, out _);
}
