using AuditNode.Engine.Privacy;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>What the verb kmeans-tables was asked for.</summary>
internal sealed record TableOptions
{
    /// <summary>Where results go.</summary>
    public required string Folder { get; init; }

    /// <summary>Tables to make.</summary>
    public IReadOnlyList<string> Only { get; init; } = TableProgram.Names;

    /// <summary>Small sizes and few seeds: minutes, to see that everything works.</summary>
    public bool Quick { get; init; }

    /// <summary>Goes on with the runs that the folder has.</summary>
    public bool Resume { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Seeds that utility is averaged over.</summary>
    public int Seeds { get; init; } = 20;

    /// <summary>The folder of s1.csv and the other sets, or null.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Names of the sets of the utility table; empty for all that are there.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The epsilons of the utility table, in the order in which they are run; empty for all of them.</summary>
    public IReadOnlyList<double> Epsilons { get; init; } = [];

    /// <summary>The noise modes of the utility table that are run under encryption; empty for both.</summary>
    public IReadOnlyList<NoiseMode> Noises { get; init; } = [];

    /// <summary>A Markdown page whose blocks are replaced by the tables, or null.</summary>
    public string? Page { get; init; }
}
