using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Node.Anchoring;

/// <summary>Whether the chain's node is still catching up: what it lacks then is not gone.</summary>
internal static class NodeSynchronization
{
    /// <summary>Asks eth_syncing (https://ethereum.github.io/execution-apis/): false, or how far it is. Nodes without the method do not lag.</summary>
    /// <exception cref="RpcException">The node cannot be reached.</exception>
    public static async Task<bool> IsUnderwayAsync(EthereumClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Rpc.CallAsync(new JsonRpcRequest("eth_syncing"), cancellationToken)).ValueKind is JsonValueKind.Object or JsonValueKind.True;
        }
        catch (JsonRpcException)
        {
            return false;
        }
    }
}
