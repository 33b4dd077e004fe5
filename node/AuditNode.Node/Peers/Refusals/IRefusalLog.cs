namespace AuditNode.Node.Peers;

/// <summary>Keeps refusals. <see cref="RefusalRecorder"/> stands before it, so that peers cannot fill it.</summary>
public interface IRefusalLog
{
    /// <summary>Keeps a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="cancellationToken">Honoured until it is kept.</param>
    ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default);
}
