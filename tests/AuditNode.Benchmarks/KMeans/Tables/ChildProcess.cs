using System.Diagnostics;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>
/// Runs a verb of this program in a process of its own: its peak of memory is its own, and when it fails nothing else does.
/// </summary>
internal static class ChildProcess
{
    /// <summary>Waits for its end.</summary>
    /// <returns>Exit code, what it printed, and the last line of its complaints.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the child is no longer running.</exception>
    public static async Task<(int ExitCode, string Output, string Complaint)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not say where this program is.");
        // "dotnet program.dll" needs the library's name again, the program's own executable does not.
        bool isDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(host, isDotnet ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{host} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        string complaint = (await errors).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        return (process.ExitCode, await output, complaint);
    }
}
