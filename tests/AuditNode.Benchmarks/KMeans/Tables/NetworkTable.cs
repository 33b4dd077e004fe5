using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>The networks of the paper's Table 1: computing as measured, and the messages' time on a virtual clock.</summary>
internal sealed class NetworkTable : IResultTable
{
    private static readonly Cell s_plotted = new(100_000, 5);

    public string Name => "network";

    public IEnumerable<PlannedRun> Plan(TableOptions options) => GridRuns.Plan(options);

    public RenderedTable? Render(RunStore store)
    {
        if (!GridRuns.Any(store)) return null;
        Cell[] cells = [.. Cell.All.Where(c => GridRuns.Of(store, c).Count > 0)];
        var table = new TextTable(["network", .. cells.Select(c => $"{Quantity.Count(c.Records)}, k={c.Clusters}")]);
        foreach (string network in PublishedRuntimes.Seconds.Keys)
        {
            table.Add([network, .. cells.Select(c => Quantity.Seconds(Total(store, c, network)))]);
            table.Add(["(faster than the paper)", .. cells.Select(c => $"{Quantity.Digits(Published(c, network) / Total(store, c, network))} ×")]);
        }

        Cell plotted = cells.Contains(s_plotted) ? s_plotted : cells[^1];
        string[] names = [.. PublishedRuntimes.Seconds.Keys];
        string text = $"""
            {table.ToMarkdown()}
            {GridRuns.Describe(store)}. Each figure is the measured time plus the time that the run's own messages, with their real sizes and in their order, keys
            included, take on a virtual clock: bandwidth, delay, jitter and packets that are lost and sent again, as in the paper's Table 1. Nothing is computed
            while a message travels, although data parties could encrypt while they send; congestion control is not modelled. The paper's figures are
            measured with tc, on 224 cores, without keys.
            """;
        return new RenderedTable(text, new Dictionary<string, string>
        {
            ["network"] = BarChart.Render(
                $"Ten rounds over simulated networks, n = {Quantity.Count(plotted.Records)}, k = {plotted.Clusters}", "network", "seconds", names,
                [
                    ("ours", [.. names.Select(n => (double?)Total(store, plotted, n))]),
                    ("paper, 224 cores", [.. names.Select(n => (double?)Published(plotted, n))]),
                    ("Mohassel et al. 2020", [.. names.Select(n => (double?)PublishedRuntimes.MohasselSeconds[n][PublishedRuntimes.IndexOf(plotted)])]),
                ],
                logY: true),
        });
    }

    private static double Total(RunStore store, Cell cell, string network) =>
        GridRuns.Median(store, cell, "secondsTotal")!.Value + GridRuns.Median(store, cell, $"network.{network}")!.Value;

    private static double Published(Cell cell, string network) => PublishedRuntimes.Seconds[network][PublishedRuntimes.IndexOf(cell)];
}
