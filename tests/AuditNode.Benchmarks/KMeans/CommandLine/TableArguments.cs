using System.CommandLine;
using System.Globalization;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.KMeans.Tables;
using AuditNode.Engine.Privacy;

namespace AuditNode.Benchmarks.KMeans.CommandLine;

/// <summary>The options of the verb kmeans-tables.</summary>
internal sealed class TableArguments
{
    private readonly Option<string> _folder = new("--out") { Description = "Folder for tables (Markdown), runs (CSV) and plots (SVG)", HelpName = "FOLDER", Required = true };
    private readonly Option<bool> _quick = new("--quick") { Description = "Small sizes and three seeds: some minutes instead of some hours" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Keep the runs that the folder has and do those that are missing" };
    private readonly Option<string[]> _only = new("--only") { Description = "Tables to make; all", HelpName = "TABLE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _threads = NumberOption.Create("--threads", "T", "Threads that evaluate; all processors", 1, 1024);
    private readonly Option<int?> _seeds = NumberOption.Create("--seeds", "S", "Seeds that utility is averaged over; 20, or 3 with --quick", 1, 1000);
    private readonly Option<string?> _data = new("--data-folder") { Description = "Folder with s1.csv and the other sets; else $AUDITNODE_SHARED/data, or shared/data beside the repository", HelpName = "FOLDER" };
    private readonly Option<string[]?> _sets = NumberOption.List("--sets", "S1,S2,...", "Sets of the utility table; all that are there of S1, S2, HAR, Adult, Bank, Taxi, and Synth-10000-8-2");
    private readonly Option<string[]> _epsilons = new("--epsilons")
    {
        Description = "Epsilons of the utility table in the order in which they are run; all, seed by seed", HelpName = "E", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<NoiseMode[]> _noises = new("--noise")
    {
        Description = "Noise modes of the utility table that are run under encryption; both", HelpName = "MODE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _page = new("--page") { Description = "Markdown page whose marked blocks are replaced by the tables", HelpName = "FILE" };

    /// <summary>The verb.</summary>
    /// <param name="run">Carries it out and returns its exit code.</param>
    public Command Create(Func<TableOptions, CancellationToken, Task<int>> run)
    {
        _only.AcceptOnlyFromAmong([.. TableProgram.Names]);
        _epsilons.AcceptOnlyFromAmong([.. UtilityTable.Epsilons.Select(e => e.ToString(CultureInfo.InvariantCulture))]);
        var command = new Command("kmeans-tables", "Measures vertical k-means under encryption and makes tables and plots, each run in a process of its own.")
        {
            _folder, _quick, _only, _resume, _threads, _seeds, _data, _sets, _epsilons, _noises, _page,
        };
        command.SetAction((arguments, cancellationToken) => run(Read(arguments), cancellationToken));
        return command;
    }

    private TableOptions Read(ParseResult arguments)
    {
        bool quick = arguments.GetValue(_quick);
        return new TableOptions
        {
            Folder = arguments.GetValue(_folder)!,
            Quick = quick,
            Resume = arguments.GetValue(_resume),
            Only = arguments.GetValue(_only) is { Length: > 0 } only ? [.. only.Distinct()] : TableProgram.Names,
            Threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount,
            Seeds = arguments.GetValue(_seeds) ?? (quick ? 3 : 20),
            DataFolder = arguments.GetValue(_data) ?? PublishedSets.FindFolder(),
            Sets = arguments.GetValue(_sets) ?? [],
            Epsilons = [.. (arguments.GetValue(_epsilons) ?? []).Select(e => double.Parse(e, CultureInfo.InvariantCulture)).Distinct()],
            Noises = [.. (arguments.GetValue(_noises) ?? []).Distinct()],
            Page = arguments.GetValue(_page),
        };
    }
}
