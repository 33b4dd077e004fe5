using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>Writes refused connections and messages into the node's log.</summary>
internal sealed partial class RefusalLog(ILogger<RefusalLog> logger) : IRefusalLog
{
    /// <inheritdoc/>
    public ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default)
    {
        Refused(refusal.Reason, refusal.Institution?.ToString() ?? "a stranger", refusal.Message?.ToString() ?? "a connection", refusal.Unwritten);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(20, LogLevel.Warning, "Refused ({Reason}) from {Institution}: {What}; {Unwritten} more since the last such line.")]
    private partial void Refused(RefusalReason reason, string institution, string what, long unwritten);
}
