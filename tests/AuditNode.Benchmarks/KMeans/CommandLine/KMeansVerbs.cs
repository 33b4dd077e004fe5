using System.CommandLine;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.KMeans.Tables;
using AuditNode.Engine.Data;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.CommandLine;

/// <summary>The verbs kmeans and kmeans-tables. Exit codes: 0 done, 1 failed, 2 wrong use or input, 130 stopped.</summary>
internal static class KMeansVerbs
{
    private const int Failed = 1, WrongUse = 2, Stopped = 130;

    /// <summary>Parses and carries out a verb.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Benchmarks of vertical k-means under encryption.")
        {
            new RunArguments().Create((options, json, token) => GuardAsync(() => SingleRun.RunAsync(options, json, token), token)),
            new TableArguments().Create((options, token) => GuardAsync(() => TableProgram.RunAsync(options, token), token)),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            string message = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return Complain($"{message.TrimEnd('.')}; see {arguments[0]} --help.");
        }

        // Long enough for a step under encryption to end and for files to be written after Ctrl-C.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        });
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Stopped;
        }
        catch (Exception e) when (e is OptionException or DataException or InvalidJobException or IOException or UnauthorizedAccessException)
        {
            return Complain(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Complain($"{e.Message} ({e.GetType().Name})", Failed);
        }
    }

    private static int Complain(string message, int exitCode = WrongUse)
    {
        Console.Error.WriteLine("error: " + string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return exitCode;
    }
}
