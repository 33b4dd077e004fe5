using System.Text.Json;

namespace AuditNode.Chain.Json;

/// <summary>Reads a JSON string and turns a complaint about its text into one about the document.</summary>
internal static class HexJson
{
    public static T Read<T>(ref Utf8JsonReader reader, Func<string, T> parse)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            throw new JsonException($"Expected a hexadecimal string, found {reader.TokenType}.");
        try
        {
            return parse(reader.GetString()!);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            // The latter comes of text that is not Unicode.
            throw new JsonException(wrong.Message, wrong);
        }
    }
}
