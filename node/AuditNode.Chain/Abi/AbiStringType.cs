using System.Text;

namespace AuditNode.Chain.Abi;

/// <summary>string. Values are <see cref="string"/>, UTF-8 on the chain; what is not UTF-8 or UTF-16 is refused.</summary>
public sealed class AbiStringType : AbiType
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal AbiStringType()
        : base("string", isDynamic: true, staticSize: 0, depth: 0)
    {
    }

    internal override void Encode(AbiWriter writer, int at, object? value) => writer.WriteBytes(Content(writer, value));

    internal override object Decode(ref AbiReader reader, int at)
    {
        try
        {
            return StrictUtf8.GetString(reader.Bytes(at));
        }
        catch (DecoderFallbackException)
        {
            throw reader.Malformed(at, "the text is not UTF-8");
        }
    }

    internal override void EncodeInPlace(AbiWriter writer, object? value) => writer.WritePadded(Content(writer, value));

    private byte[] Content(AbiWriter writer, object? value)
    {
        try
        {
            return StrictUtf8.GetBytes(value as string ?? throw writer.Wrong(this, "a string", value));
        }
        catch (EncoderFallbackException)
        {
            throw writer.Wrong(this, "a string without lone surrogates", value);
        }
    }
}
