namespace AuditNode.Node.Hosting;

/// <summary>Stops the node because a part of it cannot go on; the process ends with the failure's exit code.</summary>
/// <param name="lifetime">The host.</param>
public sealed class NodeFailure(IHostApplicationLifetime lifetime)
{
    private volatile NodeException? reason;

    /// <summary>The first failure; null while there is none.</summary>
    public NodeException? Reason => reason;

    /// <summary>Stops the node. The first reason counts.</summary>
    /// <param name="failure">Why, with the remedy.</param>
    public void Stop(NodeException failure)
    {
        Interlocked.CompareExchange(ref reason, failure, null);
        lifetime.StopApplication();
    }
}
