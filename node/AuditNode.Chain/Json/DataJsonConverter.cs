using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.Chain.Json;

/// <summary>Byte arrays as "0x" strings (not base64, the serializer's default); see <see cref="HexData.Decode"/>.</summary>
public sealed class DataJsonConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HexJson.Read(ref reader, text => HexData.Decode(text));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(HexData.Encode(value));
}
