using System.Globalization;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A finished run: its key and the leaves of its JSON.</summary>
/// <param name="key">Says what was run; slashes separate its parts.</param>
/// <param name="values">Texts by the leaf's name, as "bytes.total".</param>
internal sealed class MeasuredRun(string key, IReadOnlyDictionary<string, string> values)
{
    public string Key => key;

    /// <summary>A leaf, or null.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <summary>A leaf as a number, or null.</summary>
    public double? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>A leaf that every run has.</summary>
    /// <exception cref="IOException">It has not.</exception>
    public double Require(string name) => Number(name) ?? throw new IOException($"Run {key} has no number '{name}'; measure it again.");

    /// <summary>The numbers below a name: "network" gives those of "network.LAN500" and so on.</summary>
    public IReadOnlyDictionary<string, double> Below(string name) =>
        values.Keys.Where(k => k.StartsWith(name + ".", StringComparison.Ordinal)).ToDictionary(k => k[(name.Length + 1)..], Require);
}
