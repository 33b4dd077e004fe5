using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>Finds out why a transaction failed: receipts do not say, so it is tried out again on the state that it met.</summary>
internal static class RevertReplay
{
    /// <summary>The reason, or words for not finding it.</summary>
    public static async Task<ContractRevertedException> ExplainAsync(
        EthereumClient client, SignedTransaction failed, Receipt receipt, CancellationToken cancellationToken)
    {
        var transaction = failed.Transaction;
        if (receipt.RevertReason is { Length: > 0 } data)
            return RevertReader.Of(data, "", client.Errors, transaction.To, receipt: receipt);
        var call = new CallRequest
        {
            From = failed.Sender, To = transaction.To, Data = transaction.Data, Value = transaction.Value, Gas = transaction.GasLimit,
        };
        // The block before has the state that it met if it was first in its block; the block itself, if what it met lasted.
        string? obstacle = null;
        foreach (var number in new[] { receipt.BlockNumber - 1, receipt.BlockNumber })
        {
            try
            {
                await client.CallAsync(call, number, cancellationToken).ConfigureAwait(false);
            }
            catch (ContractRevertedException found)
            {
                return new ContractRevertedException(found.Reason, found.RevertData, found.Error, transaction.To, receipt, found);
            }
            catch (RpcException failure)
            {
                obstacle ??= failure.Message;
            }
        }
        return new ContractRevertedException(Guess(receipt, transaction, obstacle), default, null, transaction.To, receipt);
    }

    private static string Guess(Receipt receipt, Transaction transaction, string? obstacle)
    {
        if (receipt.GasUsed == transaction.GasLimit)
            return $"all of its gas was used ({receipt.GasUsed}); its gas limit may have been too low";
        return obstacle is null
            ? "for a reason that lay in transactions before it in its block; by itself it succeeds"
            : $"for an unknown reason, as the node cannot try it out again ({obstacle})";
    }
}
