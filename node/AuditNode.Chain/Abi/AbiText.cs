using System.Collections;
using System.Globalization;

namespace AuditNode.Chain.Abi;

/// <summary>Decoded values in words, for messages.</summary>
internal static class AbiText
{
    public static string Describe(AbiParameter parameter, object value) =>
        parameter.Name.Length == 0 ? Describe(value) : $"{parameter.Name}: {Describe(value)}";

    private static string Describe(object value) => value switch
    {
        byte[] bytes => HexData.Encode(bytes),
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        IList items => $"[{string.Join(", ", items.Cast<object>().Select(Describe))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
