using System.Diagnostics;

namespace AuditNode.Scenarios;

/// <summary>audit-node, which lies beside the test's assembly, as a process of its own.</summary>
public sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private NodeProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    public static NodeProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static NodeProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var node = Start([], environment, arguments);
        node.process.StandardInput.Close();
        return node;
    }

    /// <summary>Starts a node that ends with this process, however this ends.</summary>
    /// <param name="within">A program with arguments that runs the command that follows it; empty for none.</param>
    /// <param name="directory">The node's directory, as it sees it.</param>
    /// <param name="passphraseFile">File that opens its keys.</param>
    public static NodeProcess RunNode(IReadOnlyList<string> within, string directory, string passphraseFile) =>
        Start(within, new Dictionary<string, string>(), ["node", "run", "--until-input-ends", "-d", directory, "--passphrase-file", passphraseFile]);

    public static async Task<NodeResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.WaitAsync();
    }

    public async Task<NodeResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new NodeResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Ends it as a power failure would (SIGKILL).</summary>
    public Task<NodeResult> KillAsync()
    {
        process.Kill();
        return WaitAsync();
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
        process.WaitForExit(); // until then it may write to its folder, which is deleted next
        process.Dispose();
    }

    private static NodeProcess Start(IReadOnlyList<string> within, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        string[] command = [.. within, "dotnet", Path.Combine(AppContext.BaseDirectory, "audit-node.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AUDITNODE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new NodeProcess(Process.Start(start)!);
    }
}
