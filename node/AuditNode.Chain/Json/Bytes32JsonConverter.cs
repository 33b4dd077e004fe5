using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.Chain.Json;

/// <summary>32 bytes as a JSON string; see <see cref="Bytes32.Parse"/>.</summary>
public sealed class Bytes32JsonConverter : JsonConverter<Bytes32>
{
    /// <inheritdoc/>
    public override Bytes32 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HexJson.Read(ref reader, text => Bytes32.Parse(text));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Bytes32 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override Bytes32 ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HexJson.Read(ref reader, text => Bytes32.Parse(text));

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Bytes32 value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
