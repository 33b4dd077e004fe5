using System.ComponentModel;
using System.Diagnostics;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>Runs one program to its end and kills it, with what it started itself, when time is up or the test is cancelled.</summary>
internal static class ChildProcess
{
    public static async Task<ChildProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan timeout, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ChildProcessResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} did not end within {timeout}.");
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>The full path of a program on PATH.</summary>
    /// <exception cref="InvalidOperationException">It is not there; the message says what to install.</exception>
    public static string Find(string name)
    {
        var fileNames = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : new[] { name };
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => fileNames.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"'{name}' is not on PATH. These tests compare with Microsoft SEAL, which runs on Node.js: " +
                "install Node.js 20 or newer with npm.");
    }

    private static void Kill(Process process)
    {
        try
        {
            if (process.HasExited)
                return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended between the question and the order.
        }
    }
}
