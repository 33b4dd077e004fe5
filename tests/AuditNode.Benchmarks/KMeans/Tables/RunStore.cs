using System.Globalization;
using System.Text.Json;
using AuditNode.Benchmarks.Reporting;
using CsvHelper;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>
/// Finished runs as lines of a CSV file, which is replaced as a whole after each: what was measured stays, whatever happens to the run after
/// it. Columns are the leaves of the run's JSON, with dots for nesting; a run without one has an empty cell.
/// </summary>
internal sealed class RunStore
{
    private const string KeyColumn = "run";

    private readonly string _path;
    private readonly List<string> _columns = [];
    private readonly List<MeasuredRun> _runs = [];

    /// <summary>Reads what is there.</summary>
    /// <exception cref="IOException">The file is there and cannot be read, or is not one of this kind.</exception>
    public RunStore(string path)
    {
        _path = path;
        if (!File.Exists(path)) return;
        try
        {
            using var reader = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
            if (!reader.Read() || !reader.ReadHeader() || reader.HeaderRecord is not [KeyColumn, .. string[] columns]) throw new IOException($"{path} is no file of runs.");
            _columns.AddRange(columns);
            while (reader.Read())
            {
                var values = columns.Select((c, i) => (Name: c, Value: reader.GetField(i + 1) ?? "")).Where(c => c.Value.Length > 0);
                _runs.Add(new MeasuredRun(reader.GetField(0)!, values.ToDictionary(c => c.Name, c => c.Value)));
            }
        }
        catch (CsvHelperException e)
        {
            throw new IOException($"{path} is no file of runs: line {e.Context?.Parser?.Row}.", e);
        }
    }

    /// <summary>All runs in the order in which they were finished.</summary>
    public IReadOnlyList<MeasuredRun> Runs => _runs;

    /// <summary>Whether a run is there.</summary>
    public bool Contains(string key) => _runs.Exists(r => r.Key == key);

    /// <summary>Runs whose key starts so.</summary>
    public IReadOnlyList<MeasuredRun> Under(string prefix) => [.. _runs.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>Adds a run and writes the file.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public void Add(string key, string json)
    {
        if (Contains(key)) throw new ArgumentException($"{key} is there already.", nameof(key));
        var values = new Dictionary<string, string>();
        using (var document = JsonDocument.Parse(json)) Flatten(document.RootElement, "", values);
        foreach (string column in values.Keys.Where(c => !_columns.Contains(c))) _columns.Add(column);
        _runs.Add(new MeasuredRun(key, values));
        AtomicFile.Write(_path, ToCsv());
    }

    private static void Flatten(JsonElement element, string name, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject()) Flatten(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", values);
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray()) Flatten(item, $"{name}.{++index}", values);
                break;
            case JsonValueKind.Null:
                break;
            default:
                if (name.Length == 0) throw new JsonException("A run is a JSON object.");
                values[name] = element.ToString();
                break;
        }
    }

    private string ToCsv()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var writer = new CsvWriter(text, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            WriteLine(_columns.Prepend(KeyColumn));
            foreach (MeasuredRun run in _runs) WriteLine(_columns.Select(c => run.Text(c) ?? "").Prepend(run.Key));

            void WriteLine(IEnumerable<string> cells)
            {
                foreach (string cell in cells) writer.WriteField(cell);
                writer.NextRecord();
            }
        }

        return text.ToString();
    }
}
