namespace AuditNode.Engine.Protocols;

/// <summary>
/// Takes the operations of one party. A party reports a step after its state is stored and before any message of it leaves; after a crash it
/// may report a step again, with the same sequence and the same content, which a log must take as done.
/// </summary>
public interface IOperationLog
{
    /// <summary>Takes an operation; durable when it returns, where the log is.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Honoured until the operation is taken.</param>
    ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default);
}
