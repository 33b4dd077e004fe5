using AuditNode.Node.Jobs;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>Writes refused connections and messages into the node's log, and into the journal of the job that they are of.</summary>
/// <param name="journals">Journals of running jobs.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RefusalLog(OpenJournals journals, ILogger<RefusalLog> logger) : IRefusalLog
{
    /// <inheritdoc/>
    public ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default)
    {
        Refused(refusal.Reason, refusal.Institution?.ToString() ?? "a stranger", refusal.Message?.ToString() ?? "a connection", refusal.Unwritten);
        return journals.WriteAsync(refusal, cancellationToken);
    }

    [LoggerMessage(20, LogLevel.Warning, "Refused ({Reason}) from {Institution}: {What}; {Unwritten} more since the last such line.")]
    private partial void Refused(RefusalReason reason, string institution, string what, long unwritten);
}
