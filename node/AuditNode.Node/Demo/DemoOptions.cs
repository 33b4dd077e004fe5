namespace AuditNode.Node.Demo;

/// <summary>What the demonstration is to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>A CSV file; null for the sample that comes with an npm package.</summary>
    public string? Data { get; init; }

    /// <summary>At least two columns; the first half is one institution's, the rest the other's.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Public bounds of the columns; empty to take the file's own least and largest values, which a real job must not do.</summary>
    public IReadOnlyList<(double Minimum, double Maximum)> Bounds { get; init; } = [];

    /// <summary>Column with the known classes, only used to judge the result; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>k, 2 to 32.</summary>
    public int Clusters { get; init; } = 3;

    /// <summary>Rounds, 1 to 100.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Privacy budget of the job, epsilon at delta = 1/n.</summary>
    public double Epsilon { get; init; } = 5;

    /// <summary>Candidates of noise a round, of which all but one are opened; 1 to 64.</summary>
    public int NoiseCandidates { get; init; } = 8;

    /// <summary>A proof-of-authority network with a validator for each institution, in place of a development chain.</summary>
    public bool IsPoa { get; init; }

    /// <summary>Where everything is kept afterwards; null for a temporary directory that is removed.</summary>
    public string? Keep { get; init; }
}
