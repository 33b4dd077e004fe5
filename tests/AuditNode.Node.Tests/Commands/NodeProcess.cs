using System.Diagnostics;
using System.Text.Json;

namespace AuditNode.Node.Tests.Commands;

/// <summary>audit-node as a process of its own.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private NodeProcess(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    public static NodeProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static NodeProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AUDITNODE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "audit-node.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new NodeProcess(Process.Start(start)!);
    }

    public static async Task<NodeResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.WaitAsync();
    }

    public async Task<NodeResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        return new NodeResult(process.ExitCode, await output, await errors);
    }

    /// <summary>What Ctrl-C (INT) or systemd (TERM) sends.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

/// <summary>How a command ended.</summary>
internal sealed record NodeResult(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Lines that begin with "error: ".</summary>
    public string[] ErrorLines => [.. Errors.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];
}
