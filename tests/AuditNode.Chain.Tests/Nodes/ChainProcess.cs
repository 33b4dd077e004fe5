using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>A node in a process of its own, which listens on a port that the system chose and is ended with the test.</summary>
internal sealed partial class ChainProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly EventHandler kill;

    private ChainProcess(Process process)
    {
        this.process = process;
        kill = (_, _) => Kill();
        AppDomain.CurrentDomain.ProcessExit += kill;
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<ChainProcess> StartAsync(string program, params IEnumerable<string> arguments)
    {
        var started = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = ChainPackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var chain = new ChainProcess(started);
        try
        {
            var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
            var said = new List<string>();
            void Read(string? line)
            {
                if (line is null)
                    return;
                if (Listening().Match(line) is { Success: true } match)
                    listening.TrySetResult(new Uri($"http://{match.Groups[1].Value}"));
                else if (!listening.Task.IsCompleted)
                {
                    lock (said)
                        said.Add(line);
                }
            }
            started.OutputDataReceived += (_, line) => Read(line.Data);
            started.ErrorDataReceived += (_, line) => Read(line.Data);
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
            var ended = started.WaitForExitAsync();
            if (await Task.WhenAny(listening.Task, ended).WaitAsync(Patience) == ended)
                throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {started.ExitCode}: {string.Join('\n', said)}");
            chain.Address = await listening.Task;
            return chain;
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= kill;
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Kill()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    [GeneratedRegex(@"^Listening on (127\.0\.0\.1:\d+)$")]
    private static partial Regex Listening();
}
