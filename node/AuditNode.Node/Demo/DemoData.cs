using System.Globalization;
using System.Text.Json;
using AuditNode.ChainDev.Packages;
using AuditNode.Engine.Data;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Demo;

/// <summary>A table whose columns two institutions share.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Values">Values by column and record.</param>
/// <param name="Bounds">Public bounds of each column.</param>
/// <param name="Classes">Known classes from 0; null where there are none.</param>
internal sealed record DemoData(
    string Name, string[] Columns, IReadOnlyList<double[]> Values, IReadOnlyList<(double Minimum, double Maximum)> Bounds, int[]? Classes)
{
    private const double Unbounded = 1e300;

    // Bounds that somebody who knows penguins would write down without looking at these.
    private static readonly (string Name, double Minimum, double Maximum)[] Penguins =
        [("Beak Length (mm)", 30, 60), ("Beak Depth (mm)", 13, 22), ("Flipper Length (mm)", 170, 235)];

    /// <summary>n.</summary>
    public int Records => Values[0].Length;

    /// <summary>Columns of the first institution.</summary>
    public int Split => (Columns.Length + 1) / 2;

    /// <summary>Reads the file, or the sample.</summary>
    /// <exception cref="NodeException">The file or the options do not fit.</exception>
    public static async Task<DemoData> ReadAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        if (options.Data is null)
            return await ReadSampleAsync(cancellationToken).ConfigureAwait(false);
        if (options.Columns.Count < 2)
            throw new NodeException(NodeError.Usage, "--data needs --columns with two names at least: one for each institution.");
        if (options.Bounds.Count > 0 && options.Bounds.Count != options.Columns.Count)
            throw new NodeException(NodeError.Usage, $"--bounds has {options.Bounds.Count} pairs, but --columns has {options.Columns.Count} names.");
        Table table;
        try
        {
            var columns = options.Columns.Select(column => ColumnSchema.Numeric(column, -Unbounded, Unbounded));
            if (options.Label is { } label)
                columns = columns.Append(ColumnSchema.Label(label));
            table = new TableReader(new TableSchema([.. columns])).Read(options.Data, cancellationToken);
        }
        catch (DataException e)
        {
            throw new NodeException(NodeError.Files, $"{options.Data}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        List<double[]> values = [.. options.Columns.Select(column => table.Numeric(column).Values.ToArray())];
        List<(double, double)> bounds = options.Bounds.Count > 0 ? [.. options.Bounds] : [.. values.Select(column => (column.Min(), column.Max()))];
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!(bounds[i].Item1 < bounds[i].Item2))
                throw new NodeException(NodeError.Usage, $"Column {options.Columns[i]} has one value only, so there is nothing to scale it by; leave it out, or give --bounds.");
        }
        return new DemoData(Path.GetFileName(options.Data), [.. options.Columns], values, bounds, table.Label?.Classes.ToArray());
    }

    /// <summary>Writes an institution's columns as its table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Which of <see cref="Columns"/>.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public Task WriteAsync(string path, Range columns, CancellationToken cancellationToken)
    {
        var (first, count) = columns.GetOffsetAndLength(Columns.Length);
        IEnumerable<int> chosen = [.. Enumerable.Range(first, count)];
        return File.WriteAllLinesAsync(
            path,
            Enumerable.Range(-1, Records + 1).Select(r => string.Join(',', chosen.Select(c => r < 0 ? Quoted(Columns[c]) : Values[c][r].ToString("R", CultureInfo.InvariantCulture)))),
            cancellationToken);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<DemoData> ReadSampleAsync(CancellationToken cancellationToken)
    {
        await NodePackage.SampleData.InstallAsync(cancellationToken).ConfigureAwait(false);
        var path = NodePackage.SampleData.File("node_modules", "vega-datasets", "data", "penguins.json");
        await using var file = File.OpenRead(path);
        using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
        List<JsonElement> rows = [.. document.RootElement.EnumerateArray().Where(row => Penguins.All(column => row.GetProperty(column.Name).ValueKind == JsonValueKind.Number))];
        List<string> species = [.. rows.Select(row => row.GetProperty("Species").GetString()!)], names = [.. species.Distinct()];
        return new DemoData(
            "Palmer penguins (vega-datasets)", [.. Penguins.Select(column => column.Name)],
            [.. Penguins.Select(column => rows.Select(row => row.GetProperty(column.Name).GetDouble()).ToArray())],
            [.. Penguins.Select(column => (column.Minimum, column.Maximum))], [.. species.Select(name => names.IndexOf(name))]);
    }
}
