using System.Globalization;

namespace AuditNode.Records.Operations;

/// <summary>The forms of texts in records and specifications.</summary>
internal static class RecordText
{
    /// <summary>The most characters of a label.</summary>
    public const int MaximumLabelLength = 64;

    public const string LabelRule = "It must have 1 to 64 of a-z, 0-9, '.', '-' and '_', and not start with a point.";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Whether a text can name a kind, a mechanism, a class of leakage or a party.</summary>
    public static bool IsLabel(string? text) => text is { Length: > 0 and <= MaximumLabelLength } && text[0] != '.'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    /// <summary>UTC in milliseconds; what is below is cut off.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    public static string WriteTime(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadTime(string path, string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new RecordFormatException(path, "It must be a time in UTC with milliseconds, for example '2026-11-22T09:30:00.000Z'.");
}
