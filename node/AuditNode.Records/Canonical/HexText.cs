namespace AuditNode.Records.Canonical;

/// <summary>Bytes as lower-case hexadecimal digits without 0x.</summary>
internal static class HexText
{
    private const int ShownLength = 40;

    /// <summary>Reads digits.</summary>
    /// <exception cref="RecordFormatException">There are other characters, or another number of bytes.</exception>
    public static byte[] Decode(string path, string text, int minimumBytes, int maximumBytes)
    {
        string allowed = minimumBytes == maximumBytes ? $"{minimumBytes}" : $"{minimumBytes} to {maximumBytes}";
        if (text.Length % 2 != 0 || text.Length / 2 < minimumBytes || text.Length / 2 > maximumBytes)
            throw new RecordFormatException(path, $"It has {text.Length} digits; it must have two for each of {allowed} bytes.");
        if (text.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            throw new RecordFormatException(path, "It must have lower-case hexadecimal digits, without 0x.");
        return Convert.FromHexString(text);
    }

    /// <summary>Foreign text for a message: cut, and without control characters.</summary>
    public static string Printable(string text) =>
        string.Concat((text.Length <= ShownLength ? text : $"{text[..ShownLength]}...").Select(c => char.IsControl(c) ? '?' : c));
}
