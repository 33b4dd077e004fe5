using System.Net;
using System.Net.Http.Headers;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Hosting;

/// <summary>A node as a process, and a client of its admin API.</summary>
internal sealed class RunningNode : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly NodeProcess process;

    private RunningNode(NodeProcess process, NodeOptions options)
    {
        this.process = process;
        Http = new HttpClient(options.Admin.CreateHandler()) { BaseAddress = options.Admin.BaseAddress };
    }

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<RunningNode> StartAsync(NodeFixture fixture, params string[] more)
    {
        var arguments = (string[])["node", "run", "-d", fixture.Directory.Root, "--passphrase-file", fixture.PassphraseFile, .. more];
        var node = new RunningNode(NodeProcess.Start(arguments), fixture.Options);
        await node.UntilAsync(async () => await node.TryGetAsync("health/live") == HttpStatusCode.OK);
        node.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken.Read(fixture.Directory.AdminToken));
        return node;
    }

    /// <summary>Waits for a condition, as long as the process runs.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The node ended: {await process.WaitAsync()}");
            await Task.Delay(100, limit.Token);
        }
    }

    public async Task<HttpStatusCode?> TryGetAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(path);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<NodeResult> StopAsync(string signal)
    {
        await process.SignalAsync(signal);
        return await process.WaitAsync();
    }

    public void Dispose()
    {
        Http.Dispose();
        process.Dispose();
    }
}
