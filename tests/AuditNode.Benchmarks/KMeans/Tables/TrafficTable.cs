using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Bytes at the transport against the row "Comm. Size" of the paper's Table 3 and this project's targets.</summary>
internal sealed class TrafficTable : IResultTable
{
    public string Name => "traffic";

    public IEnumerable<PlannedRun> Plan(TableOptions options) => GridRuns.Plan(options);

    public RenderedTable? Render(RunStore store)
    {
        if (!GridRuns.Any(store)) return null;
        var table = new TextTable("n", "k", "after keys", "target", "paper", "paper / ours", "keys, once", "messages");
        foreach ((int i, Cell cell) in Cell.All.Index())
        {
            if (GridRuns.Median(store, cell, "bytes.afterKeys") is not { } bytes) continue;
            double target = Targets.BytesAfterKeys[cell.Records], keys = GridRuns.Median(store, cell, "bytes.keys")!.Value;
            string aim = cell.Clusters == 5 ? Quantity.Bytes(target) + (bytes <= target ? "" : " (missed)") : "";
            table.Add(
                Quantity.Count(cell.Records), $"{cell.Clusters}", Quantity.Bytes(bytes), aim, Quantity.Bytes(PublishedRuntimes.Bytes[i]),
                $"{Quantity.Digits(PublishedRuntimes.Bytes[i] / bytes)} ×", Quantity.Bytes(keys) + (keys <= Targets.KeyBytes ? "" : " (missed)"),
                $"{GridRuns.Of(store, cell)[^1].Text("bytes.messages")}");
        }

        List<Series> curves = [.. GridRuns.Curves(c => GridRuns.Median(store, c, "bytes.afterKeys") / 1e6).Select(c => new Series($"k = {c.Clusters}", c.Points))];
        curves.AddRange(GridRuns.Curves(c => PublishedRuntimes.Bytes[PublishedRuntimes.IndexOf(c)] / 1e6).Select(c => new Series($"k = {c.Clusters}, paper", c.Points, Dashed: true)));
        string text = $"""
            {table.ToMarkdown()}
            {GridRuns.Describe(store)}. Payload bytes of all messages in both directions. Keys have to be under {Quantity.Bytes(Targets.KeyBytes)}; the paper
            does not count its own, which take {Quantity.Bytes(PublishedRuntimes.MeasuredKeyBytes)} (its algorithm on OpenFHE 1.5.1 at its parameters).
            """;
        return new RenderedTable(text, new Dictionary<string, string>
        {
            ["traffic"] = LineChart.Render("Bytes moved after the keys, 10 rounds, d = 2", "records", "megabytes", curves, logX: true, logY: true),
        });
    }
}
