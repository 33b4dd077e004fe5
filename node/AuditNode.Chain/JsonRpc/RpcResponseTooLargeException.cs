namespace AuditNode.Chain.JsonRpc;

/// <summary>The answer is longer than <see cref="JsonRpcOptions.MaxResponseBytes"/>; it was not read further.</summary>
public sealed class RpcResponseTooLargeException : RpcResponseException
{
    internal RpcResponseTooLargeException(string endpoint, string method, int limit)
        : base(
            endpoint, method,
            $"the answer is longer than {limit} bytes. Ask for less at once, or raise {nameof(JsonRpcOptions.MaxResponseBytes)}.") => Limit = limit;

    /// <summary>The bytes that would have been read.</summary>
    public int Limit { get; }
}
