using System.Globalization;
using AuditNode.Benchmarks.KMeans.Runs;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A run of the verb kmeans that a table needs.</summary>
/// <param name="Key">What <see cref="RunStore"/> files it under.</param>
/// <param name="Options">What is run.</param>
internal sealed record PlannedRun(string Key, RunOptions Options)
{
    /// <summary>The command line of the run.</summary>
    public IReadOnlyList<string> Arguments()
    {
        List<string> arguments = ["kmeans", "--json"];
        Add("--records", Options.Records);
        Add("--clusters", Options.Clusters);
        Add("--dimensions", Options.Dimensions);
        Add("--rounds", Options.Rounds);
        Add("--noise", Options.Noise.ToString().ToLowerInvariant());
        Add("--epsilon", Options.Epsilon);
        Add("--delta", Options.Delta);
        Add("--seed", Options.Seed);
        Add("--degree", Options.Degree);
        Add("--threads", Options.Threads);
        Add("--parties", Options.Parties);
        Add("--data", Options.Data);
        Add("--columns", string.Join(',', Options.Columns));
        Add("--label", Options.Label);
        Add("--bounds", Options.Bounds);
        return arguments;

        void Add(string name, object? value)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is not { Length: > 0 } text) return;
            // With the equals sign a value may begin with a dash, as bounds do.
            arguments.Add($"{name}={text}");
        }
    }
}
