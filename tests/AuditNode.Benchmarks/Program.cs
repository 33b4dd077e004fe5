using AuditNode.Benchmarks;
using AuditNode.Benchmarks.Chain;
using AuditNode.Benchmarks.Ckks;
using AuditNode.Benchmarks.Journal;
using AuditNode.Benchmarks.KMeans.CommandLine;
using AuditNode.Benchmarks.Zk;
using AuditNode.Chain.JsonRpc;
using AuditNode.ChainDev;
using AuditNode.Ckks.Ring;
using BenchmarkDotNet.Running;

try
{
    _ = InstructionSets.Default; // a wrong setting is the user's to correct, before anything is measured
    return args switch
    {
        ["ckks", .. string[] options] => QuickTimings.Run(options),
        ["zk", .. string[] options] => ProofTimings.Run(options),
        ["gas", .. string[] options] => await OnChainAsync("gas", options, GasBenchmark.RunAsync),
        ["chain", .. string[] options] => await OnChainAsync("chain", options, AnchoringBenchmark.RunAsync),
        ["journal", .. string[] options] => await OnJournalAsync(options),
        ["kmeans" or "kmeans-tables", ..] => await KMeansVerbs.RunAsync(args),
        ["careful", .. string[] options] => Careful(options),
        [] or ["-h" or "--help" or "help", ..] => Usage.Print(Console.Out, 0),
        _ => Usage.Print(Console.Error, 2, $"Unknown benchmark '{args[0]}'."),
    };
}
catch (Exception e) when (e is InvalidOperationException or ChainDevException or RpcException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Careful(string[] options)
{
    BenchmarkSwitcher.FromAssembly(typeof(Usage).Assembly).Run(options);
    return 0;
}

static async Task<int> OnJournalAsync(string[] arguments)
{
    var (options, complaint) = JournalBenchmarkOptions.Read(arguments);
    return options is null ? Usage.Print(Console.Error, 2, complaint) : await StoppableAsync(cancellation => JournalBenchmark.RunAsync(options, cancellation));
}

static async Task<int> OnChainAsync(string name, string[] arguments, Func<ChainOptions, CancellationToken, Task<int>> run)
{
    var (options, complaint) = ChainOptions.Read(name, arguments);
    return options is null ? Usage.Print(Console.Error, 2, complaint) : await StoppableAsync(cancellation => run(options, cancellation));
}

static async Task<int> StoppableAsync(Func<CancellationToken, Task<int>> run)
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, e) =>
    {
        e.Cancel = true; // so that the chain is stopped
        stop.Cancel();
    };
    try
    {
        return await run(stop.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 130;
    }
}
