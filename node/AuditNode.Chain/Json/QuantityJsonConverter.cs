using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.Chain.Json;

/// <summary>Numbers in 0 .. 2^256 - 1 as "0x" quantities; see <see cref="HexData.DecodeQuantity"/>.</summary>
public sealed class QuantityJsonConverter : JsonConverter<BigInteger>
{
    /// <inheritdoc/>
    public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HexJson.Read(ref reader, text => HexData.DecodeQuantity(text));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
        writer.WriteStringValue(HexData.EncodeQuantity(value));
}
