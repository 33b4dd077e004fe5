using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditNode.Chain.JsonRpc;

/// <summary>A method to call.</summary>
/// <param name="Method">Its name, "eth_getBalance".</param>
/// <param name="Parameters">Its parameters in order.</param>
public sealed record JsonRpcRequest(string Method, params IReadOnlyList<JsonNode?> Parameters)
{
    internal void Write(Utf8JsonWriter writer, long id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", id);
        writer.WriteString("method", Method);
        writer.WriteStartArray("params");
        foreach (var parameter in Parameters)
        {
            if (parameter is null)
                writer.WriteNullValue();
            else
                parameter.WriteTo(writer);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
