using System.Diagnostics;

namespace AuditNode.ChainDev.Processes;

/// <summary>
/// A long-running child process. Its output is appended to a log file. Its standard input is a lifeline: the programs started by
/// this library stop when it ends, which happens in <see cref="StopAsync"/> and also when this process dies, however it dies.
/// </summary>
internal sealed class ClientProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task pump;
    private readonly long logStart;

    private ClientProcess(Process process, string logFile)
    {
        this.process = process;
        LogFile = logFile;
        logStart = File.Exists(logFile) ? new FileInfo(logFile).Length : 0;
        Id = process.Id;
        pump = PumpAsync(process, logFile);
        Exited = WaitAsync();
    }

    /// <summary>The operating system's number of the process.</summary>
    public int Id { get; }

    /// <summary>Where standard output and standard error go.</summary>
    public string LogFile { get; }

    /// <summary>Completes with the exit code once the process has ended and its output is in the log file.</summary>
    public Task<int> Exited { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !Exited.IsCompleted;

    /// <summary>Starts the program in <paramref name="directory"/>.</summary>
    /// <exception cref="ChainDevException">The program cannot be run.</exception>
    public static ClientProcess Start(ProcessCommand command, string directory, string logFile)
    {
        var start = new ProcessStartInfo(command.File)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return new ClientProcess(Process.Start(start)!, logFile);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ChainDevException(ChainDevError.Environment, $"Cannot run {command.File}: {e.Message}.", e);
        }
    }

    /// <summary>The last line of the output, for an error message.</summary>
    public string LastLine() => Tail().LastOrDefault("no message");

    /// <summary>Whether one of the texts is among the last lines of the output.</summary>
    public bool Said(params string[] texts) =>
        Tail().Any(line => texts.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Asks the process to stop and waits; kills it and its children after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Broken pipe: it has ended already.
        }
        if (await Task.WhenAny(Exited, Task.Delay(grace)).ConfigureAwait(false) != Exited)
            await KillAsync().ConfigureAwait(false);
    }

    /// <summary>Kills the process and its children at once (SIGKILL) and waits until they are gone.</summary>
    public async Task KillAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        await Exited.ConfigureAwait(false);
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private string[] Tail()
    {
        using var stream = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Max(logStart, stream.Length - 4096), SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        await pump.ConfigureAwait(false);
        return process.ExitCode;
    }

    private static async Task PumpAsync(Process process, string logFile)
    {
        await using var log = new FileStream(
            logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var oneWriter = new SemaphoreSlim(1, 1);
        await Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, log, oneWriter),
            CopyAsync(process.StandardError.BaseStream, log, oneWriter)).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Stream from, FileStream log, SemaphoreSlim oneWriter)
    {
        var buffer = new byte[8192];
        int count;
        while ((count = await from.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            await oneWriter.WaitAsync().ConfigureAwait(false);
            try
            {
                await log.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
            finally
            {
                oneWriter.Release();
            }
        }
    }
}
