using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>
/// Writes refused connections and messages into the node's log, into its journal, and where they are of a running job, into that job's records.
/// </summary>
/// <param name="journals">Journals of running jobs.</param>
/// <param name="book">Table of the node's journal.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RefusalLog(OpenJournals journals, RefusalBook book, ILogger<RefusalLog> logger) : IRefusalLog
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default)
    {
        Refused(refusal.Reason, refusal.Institution?.ToString() ?? "a stranger", refusal.Message?.ToString() ?? "a connection", refusal.Unwritten);
        await book.AddAsync(
            new PeerRefusal(refusal.Institution, refusal.Reason.ToCode(), refusal.Unwritten + 1, refusal.At, refusal.At, refusal.Message?.ToString(), refusal.Detail),
            cancellationToken).ConfigureAwait(false);
        await journals.WriteAsync(refusal, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(20, LogLevel.Warning, "Refused ({Reason}) from {Institution}: {What}; {Unwritten} more since the last such line.")]
    private partial void Refused(RefusalReason reason, string institution, string what, long unwritten);
}
