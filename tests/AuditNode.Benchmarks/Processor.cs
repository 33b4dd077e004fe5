namespace AuditNode.Benchmarks;

/// <summary>Names the processor that a figure was measured on.</summary>
internal static class Processor
{
    public static string Name { get; } = Read();

    private static string Read()
    {
        const string Path = "/proc/cpuinfo";
        string model = File.Exists(Path)
            ? File.ReadLines(Path).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? ""
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "";
        return model.Length > 0 ? model : System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }
}
