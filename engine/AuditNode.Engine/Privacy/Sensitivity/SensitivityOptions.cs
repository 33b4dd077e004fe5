namespace AuditNode.Engine.Privacy;

/// <summary>How much work a bound of a sensitivity may take. Every party of a job must use the same, since the noise depends on it.</summary>
public sealed record SensitivityOptions
{
    /// <summary>The most boxes that are examined; the bound is valid wherever the search ends. 0 asks for the domain bound.</summary>
    public int MaximumBoxes { get; init; } = 200_000;

    /// <summary>The search ends when the bound is this close to a value that is attained, as a part of it.</summary>
    public double RelativeGap { get; init; } = 0.01;

    /// <summary>The most features for which a search is tried; above it the domain bound is used.</summary>
    public int MaximumSearchFeatures { get; init; } = 3;

    /// <summary>The defaults.</summary>
    public static SensitivityOptions Default { get; } = new();

    internal void Check()
    {
        if (MaximumBoxes is < 0 or > 100_000_000)
            throw new ArgumentOutOfRangeException(nameof(MaximumBoxes), MaximumBoxes, "The number of boxes must be from 0 to 100,000,000.");
        if (!(RelativeGap is >= 1e-6 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(RelativeGap), RelativeGap, "The gap must be from 1e-6 to 1.");
        if (MaximumSearchFeatures is < 0 or > 16)
            throw new ArgumentOutOfRangeException(nameof(MaximumSearchFeatures), MaximumSearchFeatures, "The number of features must be from 0 to 16.");
    }
}
