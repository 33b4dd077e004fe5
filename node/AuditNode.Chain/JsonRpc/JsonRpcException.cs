using System.Text.Json;

namespace AuditNode.Chain.JsonRpc;

/// <summary>The node answered with a JSON-RPC error object (https://www.jsonrpc.org/specification#error_object).</summary>
public sealed class JsonRpcException : RpcException
{
    internal JsonRpcException(string endpoint, string method, int code, string nodeMessage, JsonElement? errorData)
        : base(endpoint, method, $"error {code}: {ForeignText.OneLine(nodeMessage)}")
    {
        Code = code;
        NodeMessage = nodeMessage;
        ErrorData = errorData;
    }

    /// <summary>The code. Ethereum nodes agree on few of them; 3 means that a contract reverted.</summary>
    public int Code { get; }

    /// <summary>The node's words, as they came: foreign text, of any length and with any characters.</summary>
    public string NodeMessage { get; }

    /// <summary>The error's "data"; null where there is none.</summary>
    public JsonElement? ErrorData { get; }
}
