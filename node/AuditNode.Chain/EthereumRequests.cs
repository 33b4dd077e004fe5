using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain;

/// <summary>Requests that are sent both by themselves and in batches.</summary>
internal static class EthereumRequests
{
    public static JsonRpcRequest BlockNumber { get; } = new("eth_blockNumber");

    public static JsonRpcRequest GetBlock(BlockTag block) => new("eth_getBlockByNumber", block.ToJson(), false);

    public static JsonRpcRequest GetTransactionCount(Address account, BlockTag block) =>
        new("eth_getTransactionCount", account.ToString(), block.ToJson());

    public static JsonRpcRequest GetTransactionReceipt(Bytes32 hash) => new("eth_getTransactionReceipt", hash.ToString());
}
