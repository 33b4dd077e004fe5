using AuditNode.Benchmarks.KMeans.CommandLine;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>A published set as the utility table takes it.</summary>
/// <param name="Name">As in tables.</param>
/// <param name="File">In the folder of sets.</param>
/// <param name="Columns">Columns that become features.</param>
/// <param name="Label">True classes, or null.</param>
/// <param name="Bounds">What becomes -1 and 1.</param>
/// <param name="Clusters">k.</param>
internal sealed record PublishedSet(string Name, string File, IReadOnlyList<string> Columns, string? Label, ColumnBounds Bounds, int Clusters)
{
    /// <summary>The options of a run on it.</summary>
    public RunOptions ToRun(string folder) => new()
    {
        Data = Path.Combine(folder, File), Columns = Columns, Label = Label, Bounds = Bounds, Clusters = Clusters, Dimensions = Columns.Count,
    };
}

/// <summary>The published sets, which are not part of the repository.</summary>
internal static class PublishedSets
{
    private static readonly string[] s_components = [.. Enumerable.Range(1, 10).Select(i => $"pc{i}")];
    private static readonly ColumnBounds s_clipped = new(null, 5, 95);

    public static IReadOnlyList<PublishedSet> All { get; } =
    [
        new("S1", "s1.csv", ["x", "y"], "label", ColumnBounds.MinMax, 15),
        new("S2", "s2.csv", ["x", "y"], "label", ColumnBounds.MinMax, 15),
        new("HAR", "har_zpca10_unit.csv.gz", s_components, "activity", new ColumnBounds([(0, 1)], 0, 100), 6),
        new("Adult", "adult.csv.gz", ["age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week"], "income", ColumnBounds.MinMax, 2),
        new("Bank", "bank_features7.csv.gz", ["age", "duration", "emp.var.rate", "cons.price.idx", "cons.conf.idx", "euribor3m", "nr.employed"], null, s_clipped, 7),
        new("Taxi", "taxi_features8.csv.gz",
            ["pickup_hour", "passenger_count", "pickup_longitude", "pickup_latitude", "dropoff_longitude", "dropoff_latitude", "trip_distance", "duration_s"],
            null, new ColumnBounds(null, 2.5, 97.5), 5),
    ];

    /// <summary>The folder: $AUDITNODE_SHARED/data, or shared/data beside the program or the working folder, or below one of their ancestors; else null.</summary>
    public static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("AUDITNODE_SHARED") is { Length: > 0 } shared)
        {
            string named = Path.Combine(shared, "data");
            return Directory.Exists(named) ? named : null;
        }

        foreach (string start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                string candidate = Path.Combine(folder, "shared", "data");
                if (Directory.Exists(candidate)) return candidate;
            }
        }

        return null;
    }
}
