using System.Globalization;
using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>The runs of the paper's Table 3, which the tables of speed, traffic, memory and networks share.</summary>
internal static class GridRuns
{
    private const string Prefix = "grid/";
    private const int Repeats = 3, RepeatedUpTo = 10_000;

    /// <summary>Short cells several times, since their times vary; long ones once.</summary>
    public static IEnumerable<PlannedRun> Plan(TableOptions options)
    {
        IEnumerable<Cell> cells = options.Quick ? Cell.All.Where(c => c is { Records: <= 10_000, Clusters: <= 5 }) : Cell.All;
        return from cell in cells
               from repeat in Enumerable.Range(1, cell.Records <= RepeatedUpTo && !options.Quick ? Repeats : 1)
               select new EncryptedRun($"{Key(cell)}{repeat}", new RunOptions
               {
                   Records = cell.Records, Clusters = cell.Clusters, Dimensions = 2, Rounds = 10, Threads = options.Threads, Seed = (ulong)repeat,
               });
    }

    /// <summary>The finished runs of a cell.</summary>
    public static IReadOnlyList<MeasuredRun> Of(RunStore store, Cell cell) => store.Under(Key(cell));

    /// <summary>The median of a number over the runs of a cell, or null where there is none.</summary>
    public static double? Median(RunStore store, Cell cell, string name)
    {
        IReadOnlyList<MeasuredRun> runs = Of(store, cell);
        return runs.Count == 0 ? null : Summary.Median(runs.Select(r => r.Require(name)));
    }

    /// <summary>A curve over n for each k, of those cells that have a value.</summary>
    public static IEnumerable<(int Clusters, (double X, double Y)[] Points)> Curves(Func<Cell, double?> value) =>
        from k in Cell.All.Select(c => c.Clusters).Distinct()
        let points = (from cell in Cell.All where cell.Clusters == k let y = value(cell) where y is not null select ((double)cell.Records, y.Value)).ToArray()
        where points.Length > 0
        select (k, points);

    /// <summary>The settings of the runs, for the foot of a table.</summary>
    public static string Describe(RunStore store)
    {
        MeasuredRun run = store.Under(Prefix)[0];
        return string.Create(CultureInfo.InvariantCulture, $"{run.Text("cpu")}, {run.Text("threads")} threads; 10 rounds, d = 2, two parties, mutual noise at eps = 1");
    }

    public static bool Any(RunStore store) => store.Under(Prefix).Count > 0;

    private static string Key(Cell cell) => $"{Prefix}{cell}/";
}
