using System.CommandLine;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.CommandLine;

/// <summary>The options of the verb kmeans.</summary>
internal sealed class RunArguments
{
    private readonly Option<int?> _records = NumberOption.Create("--records", "N", "Records; 10,000 generated ones, or all of --data", 2, VerticalKMeansJob.MaximumRecords);
    private readonly Option<int?> _clusters = NumberOption.Create("--clusters", "K", "Clusters; 5", 2, Centroids.MaximumClusters);
    private readonly Option<int?> _dimensions = NumberOption.Create("--dimensions", "D", "Features of all parties; 2, or those of --columns", 2, Centroids.MaximumFeatures);
    private readonly Option<int?> _rounds = NumberOption.Create("--rounds", "R", "Rounds of Lloyd's algorithm; 10", 1, VerticalKMeansJob.RoundLimit);
    private readonly Option<double?> _epsilon = NumberOption.Create("--epsilon", "E", "Privacy of the whole run towards each party; 1", 1e-3, 1e3);
    private readonly Option<double?> _delta = NumberOption.Create("--delta", "DELTA", "Failure probability of --epsilon; 1/n", 1e-30, 0.5);
    private readonly Option<ulong?> _seed = NumberOption.Create("--seed", "S", "Seed of generated data and starting centroids (never of noise or keys); 1", ulong.MinValue, ulong.MaxValue);
    private readonly Option<int?> _degree = NumberOption.Create("--degree", "G", "Degree of the polynomial in the place of sign; 15, or 31 from 9 clusters on", 3, 63, g => g % 2 == 1, "odd, ");
    private readonly Option<int?> _threads = NumberOption.Create("--threads", "T", "Threads that evaluate; all processors", 1, 1024);
    private readonly Option<int?> _parties = NumberOption.Create("--parties", "P", "Parties that the features are split over; 2. The server-aided model from 3 on", 2, VerticalKMeansJob.MaximumParties);
    private readonly Option<int?> _candidates = NumberOption.Create("--noise-candidates", "M", "Candidates for the computing party's noise, all but one of which are opened; 1 opens nothing, so that runs compare with earlier ones", 1, VerticalKMeansJob.MaximumNoiseCandidates);
    private readonly Option<string[]?> _columns = NumberOption.List("--columns", "A,B,...", "Columns of --data that become features, in this order");
    private readonly Option<string?> _label = new("--label") { Description = "Column of --data with the true classes, for accuracy, ARI and NMI", HelpName = "L" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON" };
    private readonly Option<string?> _data = new("--data") { Description = "Cluster a CSV file with a header, packed by gzip if its name ends in .gz", HelpName = "FILE" };

    private readonly Option<NoiseMode?> _noise = new("--noise")
    {
        Description = "Whose noise is added: mutual (both parties', the default), paper (the computing party's alone) or none",
        HelpName = "MODE",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text is "mutual" or "paper" or "none") return Enum.Parse<NoiseMode>(text, ignoreCase: true);
            result.AddError($"--noise: '{text}' is none of mutual, paper and none.");
            return null;
        },
    };

    private readonly Option<ColumnBounds?> _bounds = new("--bounds")
    {
        Description = $"What becomes -1 and 1 in each column of --data: {ColumnBounds.Syntax}; minmax",
        HelpName = "BOUNDS",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (ColumnBounds.TryParse(text) is { } bounds) return bounds;
            result.AddError($"--bounds: '{text}' is none of {ColumnBounds.Syntax}.");
            return null;
        },
    };

    /// <summary>The verb.</summary>
    /// <param name="run">Carries it out and returns its exit code.</param>
    public Command Create(Func<RunOptions, bool, CancellationToken, Task<int>> run)
    {
        var command = new Command("kmeans", "Runs vertical k-means under encryption once and measures it.")
        {
            _records, _clusters, _dimensions, _rounds, _epsilon, _delta, _seed, _noise, _candidates, _degree, _threads, _parties, _data, _columns, _label, _bounds, _json,
        };
        command.SetAction((arguments, cancellationToken) => run(Read(arguments), arguments.GetValue(_json), cancellationToken));
        return command;
    }

    private RunOptions Read(ParseResult arguments)
    {
        var defaults = new RunOptions();
        return new RunOptions
        {
            Records = arguments.GetValue(_records),
            Clusters = arguments.GetValue(_clusters) ?? defaults.Clusters,
            Dimensions = arguments.GetValue(_dimensions),
            Rounds = arguments.GetValue(_rounds) ?? defaults.Rounds,
            Noise = arguments.GetValue(_noise) ?? defaults.Noise,
            NoiseCandidates = arguments.GetValue(_candidates) ?? defaults.NoiseCandidates,
            Epsilon = arguments.GetValue(_epsilon),
            Delta = arguments.GetValue(_delta),
            Seed = arguments.GetValue(_seed) ?? defaults.Seed,
            Degree = arguments.GetValue(_degree),
            Threads = arguments.GetValue(_threads) ?? defaults.Threads,
            Parties = arguments.GetValue(_parties) ?? defaults.Parties,
            Data = arguments.GetValue(_data),
            Columns = arguments.GetValue(_columns) ?? [],
            Label = arguments.GetValue(_label),
            Bounds = arguments.GetValue(_bounds),
        };
    }
}
