using System.Buffers;
using System.Text;

namespace AuditNode.Records.Canonical;

/// <summary>The one encoding of a text: UTF-8, with escapes where JSON demands them and nowhere else (RFC 8785, section 3.2.2.2).</summary>
internal static class CanonicalString
{
    private const string HexDigits = "0123456789abcdef";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(IBufferWriter<byte> destination, string value)
    {
        destination.Write("\""u8);
        int start = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] >= ' ' && value[i] is not ('"' or '\\')) continue;
            WriteLiteral(destination, value.AsSpan(start, i - start));
            WriteEscape(destination, value[i]);
            start = i + 1;
        }

        WriteLiteral(destination, value.AsSpan(start));
        destination.Write("\""u8);
    }

    /// <summary>Bytes as text.</summary>
    /// <returns>Null where they are not UTF-8; encoded surrogates and overlong forms are not.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The letter behind the backslash for a character with a short escape, or 0.</summary>
    public static char ShortEscape(char character) => character switch
    {
        '"' => '"',
        '\\' => '\\',
        '\b' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\f' => 'f',
        '\r' => 'r',
        _ => '\0',
    };

    private static void WriteLiteral(IBufferWriter<byte> destination, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        try
        {
            s_utf8.GetBytes(text, destination);
        }
        catch (EncoderFallbackException e)
        {
            throw new RecordFormatException("$", "A text holds half of a surrogate pair, which has no encoding; give whole characters.", e);
        }
    }

    private static void WriteEscape(IBufferWriter<byte> destination, char character)
    {
        char letter = ShortEscape(character);
        if (letter != '\0') destination.Write([(byte)'\\', (byte)letter]);
        else destination.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)HexDigits[character >> 4], (byte)HexDigits[character & 15]]);
    }
}
