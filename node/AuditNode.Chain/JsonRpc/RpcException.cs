namespace AuditNode.Chain.JsonRpc;

/// <summary>A request to a node did not give a result. The message names node, method and remedy, never credentials.</summary>
public abstract class RpcException : Exception
{
    private protected RpcException(string endpoint, string method, string message, Exception? innerException = null)
        : base($"{method} on the node at {endpoint}: {message}", innerException)
    {
        Endpoint = endpoint;
        Method = method;
    }

    /// <summary>Host and port of the node, without path, query and credentials.</summary>
    public string Endpoint { get; }

    /// <summary>The method, "eth_call"; of a batch, "batch of N".</summary>
    public string Method { get; }
}
