namespace AuditNode.Chain.JsonRpc;

/// <summary>The node could not be reached, or the connection broke before its answer was complete.</summary>
public sealed class RpcConnectionException : RpcException
{
    internal RpcConnectionException(string endpoint, string method, string message, Exception? innerException = null)
        : base(endpoint, method, message, innerException)
    {
    }
}
