using System.Globalization;

namespace AuditNode.Benchmarks.Reporting;

/// <summary>Numbers for readers: three significant digits and a unit, the same in every culture.</summary>
internal static class Quantity
{
    /// <summary>Seconds as milliseconds, seconds, minutes, hours or days.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 0.9995 => $"{Digits(seconds * 1000)} ms",
        < 120 => $"{Digits(seconds)} s",
        < 7200 => $"{Digits(seconds / 60)} min",
        < 172_800 => $"{Digits(seconds / 3600)} h",
        _ => $"{Digits(seconds / 86_400)} d",
    };

    /// <summary>Bytes in powers of 1000, as networks count them.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        < 999.5 => $"{Digits(bytes)} B",
        < 999_500 => $"{Digits(bytes / 1e3)} kB",
        < 999_500_000 => $"{Digits(bytes / 1e6)} MB",
        _ => $"{Digits(bytes / 1e9)} GB",
    };

    /// <summary>Bytes in powers of 1024, as memory is counted.</summary>
    public static string Memory(double bytes) =>
        bytes < 1 << 30 ? $"{Digits(bytes / (1 << 20))} MiB" : $"{Digits(bytes / (1 << 30))} GiB";

    /// <summary>A share as a percentage with one decimal; a dash for none.</summary>
    public static string Percentage(double? share) => share is { } s ? $"{(100 * s).ToString("F1", CultureInfo.InvariantCulture)} %" : "-";

    /// <summary>A loss with three significant digits.</summary>
    public static string Loss(double loss) => Digits(loss);

    /// <summary>A count with thousands separated.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three significant digits without an exponent (all digits before the point).</summary>
    public static string Digits(double value)
    {
        if (value == 0) return "0";
        int magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int decimals = Math.Clamp(2 - magnitude, 0, 12);
        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        // 9.996 becomes 10.0, which has one decimal too many.
        if (decimals > 0 && Math.Floor(Math.Log10(Math.Abs(rounded))) > magnitude) decimals--;
        return rounded.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
