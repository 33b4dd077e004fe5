using System.Diagnostics;
using System.Text.Json;

namespace AuditNode.ChainDev.Tests.Console;

/// <summary>The console of AuditNode.ChainDev as a process of its own.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private ConsoleProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public static ConsoleProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AuditNode.ChainDev.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new ConsoleProcess(Process.Start(start)!);
    }

    /// <summary>The line of JSON that says that everything is up.</summary>
    public async Task<(string Text, JsonElement Json)> ReadResultAsync(CancellationToken cancel)
    {
        var line = await process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException(await errors);
        return (line, JsonDocument.Parse(line).RootElement);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> WaitAsync(CancellationToken cancel)
    {
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output, await errors);
    }

    /// <summary>kill -9 of this process alone; what it started is left to itself.</summary>
    public void KillAlone() => process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    public async Task InterruptAsync(CancellationToken cancel)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancel);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
