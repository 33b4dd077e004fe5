using System.Diagnostics;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.ChainDev.Packages;

namespace AuditNode.Contracts.Tests.Proofs;

/// <summary>The second verifier, a program in JavaScript that shares no library with ours, asked over its standard input.</summary>
internal sealed class JavaScriptVerifier : IDisposable
{
    private readonly Process _process;

    private JavaScriptVerifier(Process process) => _process = process;

    public static async Task<JavaScriptVerifier> StartAsync() => new(await StartAsync("proofs"));

    /// <summary>Lets it check a whole stream of the ledger with nothing but the address of a node.</summary>
    public static async Task<JsonDocument> VerifyStreamAsync(Uri node, Address ledger, Bytes32 jobId, Address institution)
    {
        using Process process = await StartAsync(
            "stream", "--rpc", node.ToString(), "--ledger", ledger.ToString(), "--job", jobId.ToString(), "--institution", institution.ToString());
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(output.Length > 0, $"exit code {process.ExitCode}");
        return JsonDocument.Parse(output);
    }

    /// <summary>Whether a proof is valid.</summary>
    public async Task<bool> VerifyAsync(object request)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
        string answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The verifier ended.");
        using JsonDocument parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.GetProperty("valid").GetBoolean();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }

    private static async Task<Process> StartAsync(params string[] arguments)
    {
        await NodePackage.Verifier.InstallAsync();
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(NodePackage.Verifier.File("cli.mjs"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
