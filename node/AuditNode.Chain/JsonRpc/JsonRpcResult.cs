using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace AuditNode.Chain.JsonRpc;

/// <summary>What came of one request of a batch: a result or an error.</summary>
public readonly struct JsonRpcResult
{
    private readonly JsonElement value;

    internal JsonRpcResult(JsonElement value) => this.value = value;

    internal JsonRpcResult(RpcException error) => Error = error;

    /// <summary>Why there is no result: a <see cref="JsonRpcException"/>, or an <see cref="RpcResponseException"/> where the node left the
    /// request out of its answer; null where there is a result.</summary>
    public RpcException? Error { get; }

    /// <summary>The result, which may be JSON's null.</summary>
    /// <exception cref="RpcException">There is none: <see cref="Error"/>.</exception>
    public JsonElement Value
    {
        get
        {
            if (Error is not null)
                ExceptionDispatchInfo.Throw(Error);
            return value;
        }
    }
}
