using AuditNode.Benchmarks.KMeans.Runs;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A set of the utility table.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Run">Options that read or generate it.</param>
internal sealed record UtilitySet(string Name, RunOptions Run)
{
    /// <summary>The published sets whose files are there, S1 first, and Synth-10000-8-2 of the paper's Table 4; S1 alone (or that one) when quick.</summary>
    public static IReadOnlyList<UtilitySet> Available(TableOptions options)
    {
        IEnumerable<UtilitySet> sets = options.DataFolder is { } folder
            ? PublishedSets.All.Where(s => File.Exists(Path.Combine(folder, s.File))).Select(s => new UtilitySet(s.Name, s.ToRun(folder)))
            : [];
        sets = sets.Append(new UtilitySet("Synth-10000-8-2", new RunOptions { Records = 10_000, Clusters = 8, Dimensions = 2 }));
        if (options.Sets.Count > 0) sets = sets.Where(s => options.Sets.Contains(s.Name, StringComparer.OrdinalIgnoreCase));
        return [.. options.Quick ? sets.Take(1) : sets];
    }
}
