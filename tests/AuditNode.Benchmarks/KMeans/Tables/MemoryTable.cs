using System.Globalization;
using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Peak memory, and how time and memory grow with the number of records.</summary>
internal sealed class MemoryTable : IResultTable
{
    private const int Linear = 100_000; // below, fixed costs weigh more than records

    public string Name => "memory";

    public IEnumerable<PlannedRun> Plan(TableOptions options) => GridRuns.Plan(options);

    public RenderedTable? Render(RunStore store)
    {
        if (!GridRuns.Any(store)) return null;
        var table = new TextTable("n", "k", "peak memory", "target", "a record and round");
        foreach (Cell cell in Cell.All)
        {
            if (GridRuns.Median(store, cell, "peakMemoryBytes") is not { } bytes) continue;
            bool isTarget = cell is { Records: 1_000_000, Clusters: 5 };
            string aim = isTarget ? Quantity.Memory(Targets.PeakMemoryBytes) + (bytes <= Targets.PeakMemoryBytes ? "" : " (missed)") : "";
            double perRecord = GridRuns.Median(store, cell, "secondsPerRound")!.Value / cell.Records * 1e6;
            table.Add(Quantity.Count(cell.Records), $"{cell.Clusters}", Quantity.Memory(bytes), aim, $"{Quantity.Digits(perRecord)} us");
        }

        Series[] curves = [.. GridRuns.Curves(c => GridRuns.Median(store, c, "peakMemoryBytes") / (1 << 20)).Select(c => new Series($"k = {c.Clusters}", c.Points))];
        string text = $"""
            {table.ToMarkdown()}
            {GridRuns.Describe(store)}. Memory of the one process that runs both parties, holds the data, and keeps every message that was not yet taken.

            {Growth(store, "secondsPerRound", "A round's time")}{Growth(store, "peakMemoryBytes", "Peak memory")}
            """;
        return new RenderedTable(text.TrimEnd('\n'), new Dictionary<string, string>
        {
            ["memory"] = LineChart.Render("Peak memory, 10 rounds, d = 2", "records", "MiB", curves, logX: true, logY: true),
        });
    }

    private static string Growth(RunStore store, string name, string what)
    {
        var exponents =
            from curve in GridRuns.Curves(c => c.Records >= Linear ? GridRuns.Median(store, c, name) : null)
            where curve.Points.Length >= 2
            select string.Create(CultureInfo.InvariantCulture, $"{Summary.GrowthExponent(curve.Points):F2} (k = {curve.Clusters})");
        string list = string.Join(", ", exponents);
        return list.Length == 0 ? "" : $"{what} grows from n = {Quantity.Count(Linear)} on as n to the power {list}.\n";
    }
}
