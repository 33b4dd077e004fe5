using AuditNode.Chain.Json;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>Looks at the chain for many transactions at once.</summary>
internal sealed class ChainViewer(EthereumClient client, Address account)
{
    /// <summary>Head, nonce and receipts, where a receipt counts only if its block is the canonical one of its number.</summary>
    public async Task<ChainView> LookAsync(IReadOnlyList<PendingTransaction> watched, CancellationToken cancellationToken)
    {
        var hashes = watched.SelectMany(transaction => transaction.Versions.Select(version => (transaction.Nonce, version.Hash))).ToList();
        // Head and nonce are asked for after the receipts: a transaction that is mined in between is then seen as used, not as lost.
        var results = await client.Rpc.BatchAsync(
            [
                .. hashes.Select(pair => EthereumRequests.GetTransactionReceipt(pair.Hash)),
                EthereumRequests.GetTransactionCount(account, BlockTag.Latest), EthereumRequests.BlockNumber,
            ],
            cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<ulong, Receipt>();
        for (var i = 0; i < hashes.Count; i++)
        {
            if (Optional<Receipt>(results[i], "eth_getTransactionReceipt") is not { } receipt)
                continue;
            if (receipt.TransactionHash != hashes[i].Hash)
                throw new RpcResponseException(
                    client.Rpc.Endpoint, "eth_getTransactionReceipt", "the receipt of another transaction. Ask another node.");
            found[hashes[i].Nonce] = receipt;
        }
        var nonce = Required<ulong>(results[^2], "eth_getTransactionCount");
        var head = Required<ulong>(results[^1], "eth_blockNumber");
        // The head is asked for twice, so that a reorganisation to a shorter chain in between does not make anything look too deep.
        return new ChainView(Math.Min(head, await DropForkedAsync(found, cancellationToken).ConfigureAwait(false)), nonce, found);
    }

    private async Task<ulong> DropForkedAsync(Dictionary<ulong, Receipt> found, CancellationToken cancellationToken)
    {
        ulong[] numbers = [.. found.Values.Select(receipt => receipt.BlockNumber).Distinct()];
        if (numbers.Length == 0)
            return ulong.MaxValue;
        var results = await client.Rpc.BatchAsync(
            [EthereumRequests.BlockNumber, .. numbers.Select(number => EthereumRequests.GetBlock(number))], cancellationToken).ConfigureAwait(false);
        var canonical = new Dictionary<ulong, Bytes32?>();
        for (var i = 0; i < numbers.Length; i++)
            canonical[numbers[i]] = Optional<Block>(results[i + 1], "eth_getBlockByNumber")?.Hash;
        foreach (var (nonce, receipt) in found.ToList())
        {
            if (canonical[receipt.BlockNumber] != receipt.BlockHash)
                found.Remove(nonce);
        }
        return Required<ulong>(results[0], "eth_blockNumber");
    }

    private T? Optional<T>(JsonRpcResult result, string method) where T : class =>
        RpcJson.ReadOptional<T>(result.Value, client.Rpc.Endpoint, method);

    private T Required<T>(JsonRpcResult result, string method) => RpcJson.Read<T>(result.Value, client.Rpc.Endpoint, method);
}
