using System.Collections;
using System.Numerics;
using System.Text.Json.Nodes;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Parameters and values as JSON, in the form that interop.mjs expects.</summary>
internal static class AbiJsonForm
{
    public static JsonArray Parameters(IEnumerable<AbiParameter> parameters) => new([.. parameters.Select(Parameter)]);

    public static JsonNode Value(object value) => value switch
    {
        BigInteger number => number.ToString(),
        bool flag => flag,
        string text => text,
        byte[] bytes => HexData.Encode(bytes),
        IList items => new JsonArray([.. items.Cast<object>().Select(Value)]),
        _ => value.ToString()!,
    };

    private static JsonNode Parameter(AbiParameter parameter)
    {
        var (type, suffix) = (parameter.Type, "");
        while (type is AbiArrayType array)
            (type, suffix) = (array.Element, $"[{array.Length}]{suffix}");
        var json = new JsonObject { ["name"] = parameter.Name, ["type"] = (type is AbiTupleType ? "tuple" : type.Name) + suffix };
        if (type is AbiTupleType tuple)
            json["components"] = Parameters(tuple.Components);
        if (parameter.IsIndexed)
            json["indexed"] = true;
        return json;
    }
}
