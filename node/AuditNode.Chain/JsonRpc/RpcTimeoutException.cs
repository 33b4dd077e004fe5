namespace AuditNode.Chain.JsonRpc;

/// <summary>The node did not answer in time. Whether it carried the request out is not known.</summary>
public sealed class RpcTimeoutException : RpcException
{
    internal RpcTimeoutException(string endpoint, string method, TimeSpan timeout, Exception? innerException = null)
        : base(
            endpoint, method,
            $"no answer within {timeout.TotalSeconds:0.###} s. Look for an overloaded or halted node, "
            + $"or raise {nameof(JsonRpcOptions.RequestTimeout)}.",
            innerException) => Timeout = timeout;

    /// <summary>How long the request was given.</summary>
    public TimeSpan Timeout { get; }
}
