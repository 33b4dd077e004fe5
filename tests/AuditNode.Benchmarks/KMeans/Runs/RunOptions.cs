using AuditNode.Benchmarks.KMeans.CommandLine;
using AuditNode.Engine.Privacy;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>One run of the protocol: what it clusters, and how.</summary>
internal sealed record RunOptions
{
    /// <summary>n; null takes 10,000 generated records, or all of a file.</summary>
    public int? Records { get; init; }

    /// <summary>k.</summary>
    public int Clusters { get; init; } = 5;

    /// <summary>d; null takes 2 for generated data, or as many as a file's columns.</summary>
    public int? Dimensions { get; init; }

    public int Rounds { get; init; } = 10;

    public NoiseMode Noise { get; init; } = NoiseMode.Mutual;

    /// <summary>Candidates for the computing party's noise; 1 opens nothing.</summary>
    public int NoiseCandidates { get; init; } = 1;

    /// <summary>Towards each party; null takes 1, or nothing where there is no noise.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Null takes 1/n.</summary>
    public double? Delta { get; init; }

    /// <summary>Decides generated data and starting centroids, not the noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Degree of the polynomial in the place of sign; null takes 15, or 31 from 9 clusters on.</summary>
    public int? Degree { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public int Parties { get; init; } = 2;

    /// <summary>A CSV file, may be packed by gzip; null generates data.</summary>
    public string? Data { get; init; }

    /// <summary>Columns of the file that become features.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Column of the file with the true classes, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Of the file's columns; null takes the least and largest values.</summary>
    public ColumnBounds? Bounds { get; init; }

    /// <summary>What is wrong with options that are right one by one, or null.</summary>
    public string? FindComplaint()
    {
        int dimensions = Dimensions ?? (Data is null ? 2 : Columns.Count), bounds = Bounds?.Given?.Count ?? 1;
        return
            Data is not null && Columns.Count == 0 ? "--data needs --columns." :
            Data is null && (Columns.Count > 0 || Label is not null || Bounds is not null) ? "--columns, --label and --bounds need --data." :
            Columns.Distinct(StringComparer.Ordinal).Count() < Columns.Count ? "--columns names a column twice." :
            Data is not null && dimensions != Columns.Count ? $"--dimensions is {dimensions}, but --columns names {Columns.Count} columns; leave --dimensions out." :
            bounds > 1 && bounds != Columns.Count ? $"--bounds has {bounds} pairs for {Columns.Count} columns; give one pair for each, or one for all." :
            Parties > dimensions ? $"--parties: {Parties} parties need as many features, and there are {dimensions}; give fewer parties." :
            Records < Clusters ? $"--records: {Records} records cannot form {Clusters} clusters; give fewer clusters." :
            Noise == NoiseMode.None && (Epsilon is not null || Delta is not null) ? "--noise none leaves no privacy for --epsilon and --delta to measure; leave them out." :
            null;
    }
}
