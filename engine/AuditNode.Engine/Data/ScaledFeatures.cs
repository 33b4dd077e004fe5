namespace AuditNode.Engine.Data;

/// <summary>The features of a party's records, each from -1 to 1, column by column, in the order of the records.</summary>
public sealed class ScaledFeatures
{
    internal ScaledFeatures(IReadOnlyList<FeatureBounds> bounds, IReadOnlyList<double[]> columns, IReadOnlyList<ClippingCount> clipping)
    {
        Bounds = bounds;
        Columns = columns;
        Clipping = clipping;
    }

    /// <summary>The features' names and bounds.</summary>
    public IReadOnlyList<FeatureBounds> Bounds { get; }

    /// <summary>A column for each feature, a value from -1 to 1 for each record. Shared, not copied: not to be changed.</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>What was clipped, a count for each feature.</summary>
    public IReadOnlyList<ClippingCount> Clipping { get; }

    /// <summary>The number of features.</summary>
    public int FeatureCount => Columns.Count;

    /// <summary>The number of records.</summary>
    public int RecordCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>The same, one array a record.</summary>
    public double[][] ToRows() => [.. Enumerable.Range(0, RecordCount).Select(r => Columns.Select(c => c[r]).ToArray())];

    /// <summary>Puts the features of several parties side by side, for simulations that have them all.</summary>
    /// <param name="parts">At least one part, all of the same number of records in the same order.</param>
    /// <exception cref="ArgumentException">There is no part, or the numbers of records differ.</exception>
    public static ScaledFeatures Join(params IReadOnlyList<ScaledFeatures> parts)
    {
        if (parts.Count == 0 || parts.Any(p => p.RecordCount != parts[0].RecordCount))
            throw new ArgumentException("There must be parts, all of the same number of records.", nameof(parts));
        return new ScaledFeatures([.. parts.SelectMany(p => p.Bounds)], [.. parts.SelectMany(p => p.Columns)],
            [.. parts.SelectMany(p => p.Clipping)]);
    }
}
