using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Demo;

/// <summary>This program as a process of its own.</summary>
internal sealed class DemoProgram : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private DemoProgram(Process process, string? logFile)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = logFile is null ? process.StandardError.ReadToEndAsync() : LogAsync(process.StandardError.BaseStream, logFile);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    /// <summary>Starts it with its messages in a file.</summary>
    public static DemoProgram Start(string? logFile, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Started as "dotnet audit-node.dll", or by a program of its own.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // What the caller's node is configured with is not for these.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AUDITNODE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        return new DemoProgram(Process.Start(start)!, logFile);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Exit code and standard output.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (code, output, _) = await RunToEndAsync(arguments, cancellationToken).ConfigureAwait(false);
        return (code, output);
    }

    /// <summary>Runs a command that has to succeed, and reads its JSON.</summary>
    /// <exception cref="NodeException">It failed; the message is its own.</exception>
    public static async Task<JsonElement> RequireAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var (code, output, said) = await RunToEndAsync([.. arguments, "--json"], cancellationToken).ConfigureAwait(false);
        if (code != 0)
        {
            // Verifying verbs have exit codes of their own.
            var error = arguments[0] is "audit" or "ledger" ? NodeError.Unexpected : (NodeError)code;
            throw new NodeException(error, $"audit-node {string.Join(' ', arguments.Take(2))}: {said.Trim().Split('\n')[^1]}");
        }
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>Lets it stop by itself, and kills it where it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
        using var limit = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        await errors.ConfigureAwait(false);
        process.Dispose();
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var program = Start(null, arguments);
        program.process.StandardInput.Close();
        await program.process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (program.process.ExitCode, await program.output.ConfigureAwait(false), await program.errors.ConfigureAwait(false));
    }

    private static async Task<string> LogAsync(Stream from, string path)
    {
        await using var log = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await from.CopyToAsync(log).ConfigureAwait(false);
        return "";
    }
}
