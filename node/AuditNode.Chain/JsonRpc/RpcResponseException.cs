using System.Net;

namespace AuditNode.Chain.JsonRpc;

/// <summary>The node answered with something that is not a JSON-RPC 2.0 response to the request, or not of the documented shape.</summary>
public class RpcResponseException : RpcException
{
    internal RpcResponseException(
        string endpoint, string method, string message, Exception? innerException = null, HttpStatusCode? status = null)
        : base(endpoint, method, message, innerException) => Status = status;

    /// <summary>The HTTP status where it was the fault; null where it was the body.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>How long the node asked to be left alone (Retry-After); null where it did not.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
