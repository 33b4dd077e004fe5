using AuditNode.Chain.JsonRpc;

namespace AuditNode.Node.Hosting;

/// <summary>Whether the chain is the right one and has the contracts. Code cannot vanish, so one good answer lasts until the chain was
/// away.</summary>
public sealed class ContractsCheck(NodeContracts contracts) : IReadinessCheck
{
    private bool found;

    /// <inheritdoc/>
    public string Name => "contracts";

    /// <inheritdoc/>
    public async Task<Check> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The chain's number is asked every time: another node may answer at the address.
            if (!found || await contracts.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false) != contracts.Addresses.ChainId)
                await contracts.RequireAsync(cancellationToken).ConfigureAwait(false);
            found = true;
            return new Check(Name, true, $"on chain {contracts.Addresses.ChainId}");
        }
        catch (NodeException e)
        {
            found = false;
            return new Check(Name, false, e.Message, "correct chain.rpc or chain.contracts");
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            found = false;
            return new Check(Name, false, "the chain's node does not answer", "start the chain's node, or correct chain.rpc");
        }
    }
}
