using System.Globalization;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>The paper's Figure 4: time against the number of features; the computing party holds one, the key holder all others.</summary>
internal sealed class DimensionsTable : IResultTable
{
    private const string Prefix = "dimensions/";
    private static readonly int[] s_dimensions = [2, 4, 6, 8, 10, 12, 14, 16];

    public string Name => "dimensions";

    public IEnumerable<PlannedRun> Plan(TableOptions options) =>
        from d in options.Quick ? s_dimensions[..2] : s_dimensions
        select new EncryptedRun(string.Create(CultureInfo.InvariantCulture, $"{Prefix}d={d}"), new RunOptions
        {
            Records = options.Quick ? 10_000 : 100_000, Clusters = 5, Dimensions = d, Rounds = 10, Threads = options.Threads,
        });

    public RenderedTable? Render(RunStore store)
    {
        MeasuredRun[] runs = [.. store.Under(Prefix).OrderBy(r => r.Require("dimensions"))];
        if (runs.Length == 0) return null;
        var table = new TextTable("d", "seconds", "a round", "after keys", "keys", "peak memory");
        foreach (MeasuredRun run in runs)
        {
            table.Add(
                run.Text("dimensions")!, Quantity.Seconds(run.Require("secondsTotal")), Quantity.Seconds(run.Require("secondsPerRound")),
                Quantity.Bytes(run.Require("bytes.afterKeys")), Quantity.Bytes(run.Require("bytes.keys")), Quantity.Memory(run.Require("peakMemoryBytes")));
        }

        string records = Quantity.Count((long)runs[0].Require("records"));
        string text = $"""
            {table.ToMarkdown()}
            n = {records}, k = 5, 10 rounds, two parties, of which the computing party holds one feature; {runs[0].Text("cpu")}, {runs[0].Text("threads")} threads.
            """;
        return new RenderedTable(text, new Dictionary<string, string>
        {
            ["dimensions"] = LineChart.Render(
                $"Time of 10 rounds, n = {records}, k = 5", "features", "seconds", [new Series("ours", [.. runs.Select(r => (r.Require("dimensions"), r.Require("secondsTotal")))])]),
        });
    }
}
