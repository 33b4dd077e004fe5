using System.Collections.Concurrent;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

internal sealed class MemoryRefusalLog : IRefusalLog
{
    public ConcurrentQueue<Refusal> Refusals { get; } = new();

    public ValueTask WriteAsync(Refusal refusal, CancellationToken cancellationToken = default)
    {
        Refusals.Enqueue(refusal);
        return ValueTask.CompletedTask;
    }
}
