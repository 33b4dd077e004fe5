using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditNode.Chain.Tests.Packages;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>
/// One Node.js process that runs viem and ethers for all tests of the collection; interop/interop.mjs says what it understands.
/// </summary>
public sealed class InteropSession : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private readonly SemaphoreSlim oneRequest = new(1, 1);
    private Process? process;

    public async Task InitializeAsync()
    {
        await NpmFolder.Interop.InstallAsync();
        process = Process.Start(new ProcessStartInfo(Programs.Find("node"), [NpmFolder.Interop.File("interop.mjs")])
        {
            WorkingDirectory = NpmFolder.Interop.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        });
    }

    public async Task DisposeAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
        oneRequest.Dispose();
    }

    /// <summary>Runs an operation on all cases and returns as many results.</summary>
    internal async Task<IReadOnlyList<JsonElement>> RunAsync(string operation, IEnumerable<JsonNode> cases)
    {
        JsonNode[] list = [.. cases];
        var request = new JsonObject { ["do"] = operation, ["cases"] = new JsonArray(list) };
        await oneRequest.WaitAsync();
        try
        {
            using var limit = new CancellationTokenSource(Timeout);
            await process!.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
            var answer = await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("The Node.js process ended; its complaint is on stderr.");
            using var document = JsonDocument.Parse(answer);
            if (document.RootElement.TryGetProperty("error", out var error))
                throw new InvalidOperationException($"{operation}, {TestSeed.EnvironmentVariable}={TestSeed.Value}: {error.GetString()}");
            JsonElement[] results = [.. document.RootElement.GetProperty("results").Clone().EnumerateArray()];
            Assert.Equal(list.Length, results.Length);
            return results;
        }
        finally
        {
            oneRequest.Release();
        }
    }
}
