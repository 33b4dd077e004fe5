using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.Chain.Json;

/// <summary>Numbers in 0 .. 2^64 - 1 as "0x" quantities; see <see cref="HexData.DecodeQuantityUInt64"/>.</summary>
public sealed class UInt64QuantityJsonConverter : JsonConverter<ulong>
{
    /// <inheritdoc/>
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HexJson.Read(ref reader, text => HexData.DecodeQuantityUInt64(text));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteStringValue(HexData.EncodeQuantity(value));
}
