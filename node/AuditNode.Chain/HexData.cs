using System.Globalization;
using System.Numerics;

namespace AuditNode.Chain;

/// <summary>
/// The two hexadecimal forms of Ethereum's JSON-RPC (https://ethereum.org/en/developers/docs/apis/json-rpc/#hex-encoding):
/// data, two digits a byte, and quantities, numbers without leading zeros.
/// </summary>
public static class HexData
{
    private const int MaxQuantityDigits = 64;
    private const int QuotedLength = 80;

    /// <summary>"0x" and two lower-case digits a byte; "0x" for none.</summary>
    public static string Encode(ReadOnlySpan<byte> data) => string.Concat("0x", Convert.ToHexStringLower(data));

    /// <summary>Reads "0x" and an even number of digits of either case.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) => TryDecode(text, out var data)
        ? data
        : throw new FormatException($"Expected 0x and an even number of hexadecimal digits, found {Quote(text)}.");

    /// <summary>Reads "0x" and an even number of digits of either case.</summary>
    /// <returns>Whether the text was that.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] data)
    {
        data = [];
        if (!HasPrefix(text) || text.Length % 2 != 0)
            return false;
        var bytes = new byte[(text.Length - 2) / 2];
        if (!TryDecode(text, bytes, out _))
            return false;
        data = bytes;
        return true;
    }

    /// <summary>Reads "0x" and an even number of digits of either case into the start of a buffer.</summary>
    /// <returns>Whether the text was that and fits.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        return HasPrefix(text) && text.Length % 2 == 0
            && Convert.FromHexString(text[2..], destination, out _, out written) == System.Buffers.OperationStatus.Done;
    }

    /// <summary>"0x" and the digits of a number that is not negative; "0x0" for zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or needs more than 256 bits.</exception>
    public static string EncodeQuantity(BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > 4 * MaxQuantityDigits)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A quantity is a number in 0 .. 2^256 - 1.");
        // The format "x" writes a digit 0 before numbers that would otherwise look negative.
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    /// <summary>"0x" and the digits of a number; "0x0" for zero.</summary>
    public static string EncodeQuantity(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Reads a number in 0 .. 2^256 - 1: "0x" and at least one digit, without leading zeros.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static BigInteger DecodeQuantity(ReadOnlySpan<char> text) => TryDecodeQuantity(text, out var value)
        ? value
        : throw new FormatException(
            $"Expected 0x and at most {MaxQuantityDigits} hexadecimal digits without leading zeros, found {Quote(text)}.");

    /// <summary>Reads a number in 0 .. 2^64 - 1: "0x" and at least one digit, without leading zeros.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static ulong DecodeQuantityUInt64(ReadOnlySpan<char> text) =>
        TryDecodeQuantity(text, out var value) && value <= ulong.MaxValue
            ? (ulong)value
            : throw new FormatException($"Expected 0x and at most 16 hexadecimal digits without leading zeros, found {Quote(text)}.");

    /// <summary>Reads a number in 0 .. 2^256 - 1: "0x" and at least one digit, without leading zeros.</summary>
    /// <returns>Whether the text was that.</returns>
    public static bool TryDecodeQuantity(ReadOnlySpan<char> text, out BigInteger value)
    {
        value = BigInteger.Zero;
        if (!HasPrefix(text) || text.Length is < 3 or > 2 + MaxQuantityDigits || (text[2] == '0' && text.Length > 3))
            return false;
        Span<char> digits = stackalloc char[MaxQuantityDigits];
        digits.Fill('0');
        text[2..].CopyTo(digits[(MaxQuantityDigits - (text.Length - 2))..]);
        Span<byte> bytes = stackalloc byte[MaxQuantityDigits / 2];
        if (Convert.FromHexString(digits, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return true;
    }

    /// <summary>Foreign text for an error message: quoted and cut to a length that a log can bear.</summary>
    internal static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= QuotedLength ? $"\"{text}\"" : $"\"{text[..QuotedLength]}...\" ({text.Length} characters)";

    private static bool HasPrefix(ReadOnlySpan<char> text) => text.StartsWith("0x", StringComparison.Ordinal);
}
