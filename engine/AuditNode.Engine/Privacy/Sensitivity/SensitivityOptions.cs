namespace AuditNode.Engine.Privacy;

/// <summary>How much work a bound of a sensitivity may take. Every party of a job must use the same, since the noise depends on it.</summary>
public sealed record SensitivityOptions
{
    /// <summary>The most evaluations of bisectors on boxes; the bound is valid wherever the search ends. 0 asks for the domain bound.</summary>
    public long MaximumWork { get; init; } = 10_000_000;

    /// <summary>The search ends when the bound is this close to a distance that is attained, as a part of it.</summary>
    public double RelativeGap { get; init; } = 0.03;

    /// <summary>The most features for which a search is tried; above it the domain bound is used.</summary>
    public int MaximumSearchFeatures { get; init; } = 3;

    /// <summary>The defaults.</summary>
    public static SensitivityOptions Default { get; } = new();

    internal void Check()
    {
        if (MaximumWork is < 0 or > 10_000_000_000)
            throw new ArgumentOutOfRangeException(nameof(MaximumWork), MaximumWork, "The work must be from 0 to 1e10.");
        if (!(RelativeGap is >= 1e-4 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(RelativeGap), RelativeGap, "The gap must be from 1e-4 to 1.");
        if (MaximumSearchFeatures is < 0 or > 16)
            throw new ArgumentOutOfRangeException(nameof(MaximumSearchFeatures), MaximumSearchFeatures, "The number of features must be from 0 to 16.");
    }
}
