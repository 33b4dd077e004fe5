using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>Hands signed bytes to a node and never throws for what the node does.</summary>
internal sealed class Broadcaster(EthereumClient client)
{
    public async Task<SendResult> SendAsync(SignedTransaction version, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendRawTransactionAsync(version.Raw, cancellationToken).ConfigureAwait(false);
            return new SendResult(SendOutcome.Taken);
        }
        catch (JsonRpcException answer)
        {
            var (outcome, rejection) = SendFailure.Classify(answer);
            return new SendResult(outcome, rejection, answer);
        }
        catch (RpcException failure)
        {
            return new SendResult(SendOutcome.Unknown, default, failure);
        }
    }
}
