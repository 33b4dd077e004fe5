using System.Diagnostics;
using System.Globalization;

namespace AuditNode.Benchmarks.Reporting;

/// <summary>The most memory that this process has held at once.</summary>
internal static class PeakMemory
{
    private const string StatusFile = "/proc/self/status";

    /// <summary>Bytes: VmHWM where the system has it (proc(5)), else the peak working set.</summary>
    public static long Read()
    {
        if (File.Exists(StatusFile) && Parse(File.ReadLines(StatusFile)) is { } bytes) return bytes;
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>The bytes of the line "VmHWM: 123 kB", or null.</summary>
    public static long? Parse(IEnumerable<string> lines)
    {
        const string Name = "VmHWM:";
        string? line = lines.FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
        string? number = line?[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes * 1024 : null;
    }
}
