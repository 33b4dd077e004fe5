using System.Collections;
using System.Text.Json;

namespace AuditNode.Node.Hosting;

/// <summary>
/// Values of <see cref="NodeSettings"/> from their sources. Later ones win: defaults, audit-node.json, the environment, options of the
/// command line. Every wrong key of all sources is found before anything starts.
/// </summary>
public sealed class NodeConfiguration
{
    private const int MaxLength = 1 << 16;
    /// <summary>The variable that names the node's directory; it is no key.</summary>
    public const string DirectoryVariable = "AUDITNODE_DIRECTORY";

    private const string Prefix = "AUDITNODE_";
    private static readonly string[] Secrets = ["passphrase", "password", "secret", "token", "privatekey", "mnemonic"];

    private readonly Dictionary<string, string> values = [];
    private readonly List<string> problems = [];

    private NodeConfiguration()
    {
    }

    /// <summary>What is wrong, one line for each key, with range and remedy; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Reads all sources.</summary>
    /// <param name="file">audit-node.json; null for none.</param>
    /// <param name="environment">Variables; those that begin with AUDITNODE_ count.</param>
    /// <param name="options">Key and value, as the command line has them.</param>
    /// <exception cref="NodeException">The file cannot be read or is not JSON.</exception>
    public static NodeConfiguration Read(string? file, IDictionary environment, IEnumerable<KeyValuePair<string, string>> options)
    {
        var configuration = new NodeConfiguration();
        if (file is not null)
            configuration.ReadFile(file);
        foreach (DictionaryEntry variable in environment)
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal) && name != DirectoryVariable)
                configuration.Set(name, variable.Value as string ?? "", $"environment variable {name}");
        }
        foreach (var (key, value) in options)
            configuration.Set(key, value, $"option --set {key}");
        configuration.RequireAll();
        return configuration;
    }

    /// <summary>The value of a key, "" where it is absent.</summary>
    public string Text(string key) =>
        values.TryGetValue(key, out var value) ? value : NodeSettings.Find(key)?.Default ?? throw new ArgumentException($"No key {key}.");

    /// <summary>The value of a key whose unit is a number.</summary>
    public int Number(string key) => int.Parse(Text(key), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The names that the institution chose for the "*" of a key, in order.</summary>
    public IReadOnlyList<string> Names(string key)
    {
        var setting = NodeSettings.All.Single(setting => setting.Key == key);
        return [.. values.Keys.Select(setting.NameIn).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private void ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw new NodeException(NodeError.Configuration, $"{path} is longer than {MaxLength} bytes; shorten it.");
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8,
            });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new NodeException(NodeError.Configuration, $"{path} is not a JSON object; audit-node node init writes an example.");
            Walk(document.RootElement, "", path);
        }
        catch (JsonException e)
        {
            throw new NodeException(
                NodeError.Configuration, $"{path}, line {e.LineNumber + 1}: it is not JSON; correct it there.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(
                NodeError.Configuration, $"Cannot read {path}; run audit-node node init, or name the directory with --directory.", e);
        }
    }

    private void Walk(JsonElement element, string path, string file)
    {
        foreach (var member in element.EnumerateObject())
        {
            var key = path + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
                Walk(member.Value, key + ".", file);
            else if (member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
                problems.Add($"{key} ({file}): must be a text or a number; {Allowed(NodeSettings.Find(key))}.");
            else
                Set(key, member.Value.ToString(), file);
        }
    }

    private void Set(string name, string value, string source)
    {
        if (NodeSettings.Find(name) is not { } setting)
            problems.Add(Unknown(name, source));
        else if (value.Length == 0 && setting.Default == "")
            values.Remove(KeyOf(setting, name));
        else if (setting.Problem(value) is { } problem)
            problems.Add($"{KeyOf(setting, name)} ({source}): {Shown(setting, value)} {problem}; {Allowed(setting)}.");
        else
            values[KeyOf(setting, name)] = value;
    }

    private static string KeyOf(NodeSetting setting, string name) => setting.IsNamed ? name : setting.Key;

    // The value is not repeated: somebody who writes a passphrase where none belongs should not find it in a log as well.
    private static string Unknown(string name, string source) =>
        Array.Exists(Secrets, word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? $"{name} ({source}): secrets do not belong here; write it to a file with mode 0600 and name that in keys.passphraseFile."
            : $"{name} ({source}): there is no such key; did you mean {Closest(name)}? Remove it or correct its name.";

    private static string Shown(NodeSetting setting, string value) => setting.Unit == "URL" ? "the value" : $"\"{value}\"";

    private static string Allowed(NodeSetting? setting) => setting is null
        ? "remove it" : $"allowed: {setting.Range}{(setting.Default is { Length: > 0 } standard ? $", default {standard}" : "")}";

    private void RequireAll()
    {
        foreach (var setting in NodeSettings.All.Where(setting => setting.Default is null && !values.ContainsKey(setting.Key)))
        {
            if (!problems.Exists(problem => problem.StartsWith($"{setting.Key} (", StringComparison.Ordinal)))
                problems.Add($"{setting.Key}: is missing; set it in audit-node.json or by {setting.Variable}; {Allowed(setting)}.");
        }
        var named = NodeSettings.All.Where(setting => setting.IsNamed).SelectMany(setting => Names(setting.Key)).Distinct();
        foreach (var key in named.SelectMany(name => (string[])[$"datasets.{name}.path", $"datasets.{name}.cap"]))
        {
            if (Text(key).Length == 0 && !problems.Exists(problem => problem.StartsWith($"{key} (", StringComparison.Ordinal)))
                problems.Add($"{key}: is missing; set it in audit-node.json; {Allowed(NodeSettings.Find(key))}.");
        }
    }

    private static string Closest(string name) => NodeSettings.All.MinBy(setting => Distance(
        name.StartsWith(Prefix, StringComparison.Ordinal) ? setting.Variable : setting.Key, name))!.Key;

    // Levenshtein distance, by one row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
