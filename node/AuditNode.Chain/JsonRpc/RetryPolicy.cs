using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;

namespace AuditNode.Chain.JsonRpc;

/// <summary>Which failed requests are sent again, and when.</summary>
internal sealed class RetryPolicy(JsonRpcOptions options)
{
    // Reads, and the sending of signed bytes: sending the same bytes twice is one transaction. Anything else is sent once: a node may
    // have carried it out although its answer was lost.
    private static readonly FrozenSet<string> Repeatable = FrozenSet.Create(
        "eth_blockNumber", "eth_call", "eth_chainId", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice", "eth_getBalance",
        "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getCode", "eth_getLogs", "eth_getProof", "eth_getStorageAt",
        "eth_getTransactionByHash", "eth_getTransactionCount", "eth_getTransactionReceipt", "eth_maxPriorityFeePerGas",
        "eth_sendRawTransaction", "eth_syncing", "net_version", "web3_clientVersion");

    /// <summary>The pause before the next attempt; null where there must be none.</summary>
    /// <param name="failure">What became of the attempt.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="requests">What was asked.</param>
    public TimeSpan? PauseAfter(RpcException failure, int attempt, IEnumerable<JsonRpcRequest> requests)
    {
        if (attempt >= options.MaxAttempts || !IsPassing(failure) || !requests.All(request => Repeatable.Contains(request.Method)))
            return null;
        var longest = Math.Min(options.LongestPause.TotalMilliseconds, Math.ScaleB(options.FirstPause.TotalMilliseconds, attempt - 1));
        // Half of the pause is left to chance, so that clients that failed together do not come back together.
        var pause = longest / 2 + (longest / 2 * (RandomNumberGenerator.GetInt32(1001) / 1000.0));
        var asked = (failure as RpcResponseException)?.RetryAfter ?? TimeSpan.Zero;
        return TimeSpan.FromMilliseconds(Math.Max(pause, Math.Min(asked.TotalMilliseconds, options.LongestPause.TotalMilliseconds)));
    }

    // A timeout is not among them: a node that hangs would be asked for several times the time that the caller allowed.
    private static bool IsPassing(RpcException failure) => failure switch
    {
        RpcConnectionException => true,
        RpcResponseException { Status: { } status } => status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };
}
