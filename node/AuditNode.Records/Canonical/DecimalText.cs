using System.Globalization;

namespace AuditNode.Records.Canonical;

/// <summary>Numbers that are no JSON integers, as texts in one form each.</summary>
internal static class DecimalText
{
    /// <summary>The shortest decimal that reads back as the same number (format R of .NET, invariant culture); 0 without sign.</summary>
    public static string Write(double value) => (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <exception cref="RecordFormatException">The text is another form, or no finite number.</exception>
    public static double Read(string path, string text) =>
        text.Length <= 32 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && Write(value) == text
            ? value
            : throw new RecordFormatException(path, "It must be a finite number in its shortest round-trip form, for example '0.001', '1E-06' or '2'.");

    /// <summary>Reads a number of units.</summary>
    /// <exception cref="RecordFormatException">The text is no integer from 0 to 2^128 - 1 without leading zeros.</exception>
    public static UInt128 ReadUnits(string path, string text) =>
        UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 units) && units.ToString(CultureInfo.InvariantCulture) == text
            ? units
            : throw new RecordFormatException(path, "It must be an integer from 0 to 2^128 - 1, in digits without leading zeros.");
}
