using System.Text.Json;
using System.Text.Json.Serialization;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Json;

/// <summary>Results of a node as typed values.</summary>
internal static class RpcJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Nodes add members of their own; those that are asked for must be there.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new DataJsonConverter(), new QuantityJsonConverter(), new UInt64QuantityJsonConverter() },
    };

    /// <summary>A result that may be null.</summary>
    /// <exception cref="RpcResponseException">The result is of another shape; the message says where.</exception>
    public static T? ReadOptional<T>(JsonElement result, string endpoint, string method)
    {
        try
        {
            var value = result.Deserialize<T>(Options);
            return HasHoles(value) ? throw new JsonException("A log is null.") : value;
        }
        catch (JsonException wrong)
        {
            var (place, fault) = (ForeignText.OneLine(wrong.Path ?? "$"), ForeignText.OneLine(wrong.Message));
            throw new RpcResponseException(endpoint, method, $"the result is malformed at {place}. {fault}", wrong);
        }
    }

    /// <summary>A result that must be there.</summary>
    /// <exception cref="RpcResponseException">The result is null or of another shape.</exception>
    public static T Read<T>(JsonElement result, string endpoint, string method) =>
        result.ValueKind != JsonValueKind.Null && ReadOptional<T>(result, endpoint, method) is { } value
            ? value
            : throw new RpcResponseException(endpoint, method, "the result is null. Check that the node is synchronised.");

    // The serializer does not look at what collections hold.
    private static bool HasHoles(object? value) => value switch
    {
        Receipt receipt => receipt.Logs.Contains(null),
        IReadOnlyList<Log> logs => logs.Contains(null),
        _ => false,
    };
}
