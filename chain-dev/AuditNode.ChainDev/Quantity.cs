using System.Globalization;
using System.Numerics;

namespace AuditNode.ChainDev;

/// <summary>Numbers as JSON-RPC and genesis files write them: 0x and hex digits without leading zeros.</summary>
internal static class Quantity
{
    /// <summary>The text of a number of at least 0.</summary>
    public static string Format(BigInteger value)
    {
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    /// <summary>The number.</summary>
    /// <exception cref="FormatException">Not 0x and hex digits.</exception>
    public static BigInteger Parse(string? text)
    {
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal) || text.Length == 2)
            throw new FormatException($"\"{text}\" is not a hex quantity.");
        return BigInteger.Parse("0" + text.AsSpan(2).ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
