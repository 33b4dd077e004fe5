using AuditNode.Chain.JsonRpc;

namespace AuditNode.Node.Hosting;

/// <summary>Whether the chain's node answers. It has a connection of its own that does not try twice, so that the answer is a fresh one.</summary>
public sealed class ChainCheck(NodeContracts contracts) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "chain";

    /// <summary>The newest block at the last answer.</summary>
    public ulong Block { get; private set; }

    /// <inheritdoc/>
    public async Task<Check> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            Block = await contracts.Client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
            return new Check(Name, true, $"block {Block}");
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            return new Check(Name, false, $"the node at chain.rpc does not answer: {e.Message}", "start the chain's node, or correct chain.rpc");
        }
    }
}
