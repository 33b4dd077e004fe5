using System.Text.Json;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>
/// Does the runs that tables need, one child process each, and writes tables and plots after every run, so that whatever is measured stays
/// when the program ends early. A run that fails is named at the end and leaves a gap.
/// </summary>
internal static class TableProgram
{
    private static readonly IResultTable[] s_tables = [new SpeedTable(), new TrafficTable(), new MemoryTable(), new NetworkTable(), new DimensionsTable(), new UtilityTable()];

    /// <summary>The tables in the order in which they are made.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_tables.Select(t => t.Name)];

    /// <returns>0, or 1 if a run failed.</returns>
    /// <exception cref="OptionException">The folder has results and is not to be resumed, or there is no such page.</exception>
    public static async Task<int> RunAsync(TableOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        string runs = Path.Combine(options.Folder, "runs.csv");
        if (File.Exists(runs) && !options.Resume) throw new OptionException($"{runs} has results already; add --resume to go on with them, or give another --out.");
        if (options.Page is { } page && !File.Exists(page)) throw new OptionException($"--page: there is no file {page}.");
        var store = new RunStore(runs);
        PlannedRun[] plan = [.. s_tables.Where(t => options.Only.Contains(t.Name)).SelectMany(t => t.Plan(options)).DistinctBy(r => r.Key)];
        List<string> failed = [];
        foreach ((int i, PlannedRun run) in plan.Index())
        {
            string place = $"[{i + 1}/{plan.Length}] {run.Key}";
            if (store.Contains(run.Key))
            {
                await Console.Error.WriteLineAsync($"{place}: there already");
                continue;
            }

            await Console.Error.WriteLineAsync($"{place} ...");
            try
            {
                store.Add(run.Key, await run.MeasureAsync(cancellationToken));
                await Console.Error.WriteLineAsync($"{place}: {Quantity.Seconds(store.Runs[^1].Require("secondsTotal"))}");
            }
            catch (Exception e) when (e is RunFailedException or JsonException)
            {
                failed.Add($"{run.Key}: {e.Message}");
                await Console.Error.WriteLineAsync($"failed: {failed[^1]}");
            }

            Write(store, options);
        }

        Write(store, options);
        foreach (string failure in failed) await Console.Error.WriteLineAsync($"failed: {failure}");
        return failed.Count > 0 ? 1 : 0;
    }

    /// <summary>Every table that has a run, asked for now or before.</summary>
    private static void Write(RunStore store, TableOptions options)
    {
        string all = "", page = options.Page is null ? "" : File.ReadAllText(options.Page);
        foreach (IResultTable table in s_tables)
        {
            if (table.Render(store) is not { } rendered) continue;
            all += $"{(all.Length > 0 ? "\n" : "")}## {table.Name}\n\n{MarkdownBlocks.Wrap(table.Name, rendered.Markdown)}";
            page = MarkdownBlocks.Replace(page, table.Name, rendered.Markdown);
            foreach ((string name, string svg) in rendered.Plots) AtomicFile.Write(Path.Combine(options.Folder, name + ".svg"), svg);
        }

        AtomicFile.Write(Path.Combine(options.Folder, "tables.md"), all);
        if (options.Page is not null) AtomicFile.Write(options.Page, page);
    }
}
