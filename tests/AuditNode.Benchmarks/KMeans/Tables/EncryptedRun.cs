using System.Globalization;
using AuditNode.Benchmarks.KMeans.Runs;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A run of the verb kmeans in a process of its own.</summary>
/// <param name="Key">See <see cref="PlannedRun"/>.</param>
/// <param name="Options">What is run.</param>
internal sealed record EncryptedRun(string Key, RunOptions Options) : PlannedRun(Key)
{
    public override async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        (int exitCode, string output, string complaint) = await ChildProcess.RunAsync(Arguments(), cancellationToken);
        return exitCode == 0 ? output : throw new RunFailedException($"exit code {exitCode}, {complaint}");
    }

    /// <summary>The command line of the run.</summary>
    public IReadOnlyList<string> Arguments()
    {
        List<string> arguments = ["kmeans", "--json"];
        Add("--records", Options.Records);
        Add("--clusters", Options.Clusters);
        Add("--dimensions", Options.Dimensions);
        Add("--rounds", Options.Rounds);
        Add("--noise", Options.Noise.ToString().ToLowerInvariant());
        Add("--noise-candidates", Options.NoiseCandidates);
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
