using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Time against the paper's Table 3 (its fastest network) and this project's targets.</summary>
internal sealed class SpeedTable : IResultTable
{
    public string Name => "speed";

    public IEnumerable<PlannedRun> Plan(TableOptions options) => GridRuns.Plan(options);

    public RenderedTable? Render(RunStore store)
    {
        if (!GridRuns.Any(store)) return null;
        double[] paper = PublishedRuntimes.Seconds["LAN10000"];
        var table = new TextTable("n", "k", "seconds", "target", "a round", "paper", "paper / ours", "most time in");
        foreach ((int i, Cell cell) in Cell.All.Index())
        {
            if (GridRuns.Median(store, cell, "secondsTotal") is not { } seconds) continue;
            string met = seconds <= Targets.Seconds[i] ? "" : " (missed)";
            table.Add(
                Quantity.Count(cell.Records), $"{cell.Clusters}", Quantity.Seconds(seconds), Quantity.Seconds(Targets.Seconds[i]) + met,
                Quantity.Seconds(GridRuns.Median(store, cell, "secondsPerRound")!.Value), Quantity.Seconds(paper[i]), $"{Quantity.Digits(paper[i] / seconds)} ×", Dominant(store, cell));
        }

        List<Series> curves = [.. GridRuns.Curves(c => GridRuns.Median(store, c, "secondsTotal")).Select(c => new Series($"k = {c.Clusters}", c.Points))];
        curves.AddRange(GridRuns.Curves(c => paper[PublishedRuntimes.IndexOf(c)]).Select(c => new Series($"k = {c.Clusters}, paper (224 cores)", c.Points, Dashed: true)));
        string text = $"""
            {table.ToMarkdown()}
            {GridRuns.Describe(store)}. Time from the job to the last centroids: keys, encryption and all rounds; both parties on this machine, messages
            through memory. Up to n = 10,000, medians of three runs (one with --quick). The paper's times are those of its 10 Gbit network on 224 cores.
            """;
        return new RenderedTable(text, new Dictionary<string, string>
        {
            ["speed"] = LineChart.Render("Time of 10 rounds, d = 2", "records", "seconds", curves, logX: true, logY: true),
        });
    }

    private static string Dominant(RunStore store, Cell cell)
    {
        IReadOnlyDictionary<string, double> phases = GridRuns.Of(store, cell)[^1].Below("seconds.phases");
        double total = phases.Values.Sum();
        if (total == 0) return "-";
        (string phase, double seconds) = phases.MaxBy(p => p.Value);
        return $"{phase} {Quantity.Percentage(seconds / total)}";
    }
}
