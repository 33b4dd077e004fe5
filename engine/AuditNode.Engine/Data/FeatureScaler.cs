namespace AuditNode.Engine.Data;

/// <summary>
/// Turns records into features from -1 to 1 by agreed bounds: x becomes 2 (x - lower) / (upper - lower) - 1, clipped. Nothing is computed
/// from the records: every party scales one record the same way whatever the others are.
/// </summary>
public sealed class FeatureScaler
{
    /// <summary>Scales with given bounds.</summary>
    /// <param name="bounds">One for each feature, at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public FeatureScaler(IReadOnlyList<FeatureBounds> bounds)
    {
        if (bounds.Count == 0) throw new ArgumentException("There must be at least one feature.", nameof(bounds));
        Bounds = [.. bounds];
    }

    /// <summary>Scales the numeric and categorical columns of a schema.</summary>
    /// <param name="schema">The schema, with at least one such column.</param>
    /// <exception cref="ArgumentException">The schema has no feature.</exception>
    public FeatureScaler(TableSchema schema)
        : this(schema.Features())
    {
    }

    /// <summary>The bounds, one for each feature.</summary>
    public IReadOnlyList<FeatureBounds> Bounds { get; }

    /// <summary>Scales a table whose schema has these features.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The features in the order of the schema's columns, a categorical column's features in the order of its
    /// categories.</returns>
    /// <exception cref="DataException">A numeric column is constant once scaled.</exception>
    /// <exception cref="ArgumentException">The table's features are others.</exception>
    public ScaledFeatures Scale(Table table)
    {
        if (!table.Schema.Features().SequenceEqual(Bounds))
            throw new ArgumentException("The table's features are not those of the scaler.", nameof(table));
        return Scale([.. table.Columns.SelectMany(Raw)],
            [.. table.Columns.SelectMany(c => Enumerable.Repeat(c is NumericColumn, c.Schema.FeatureCount))]);
    }

    /// <summary>Scales numbers that are in no table.</summary>
    /// <param name="columns">A column for each feature, all of the same length, finite.</param>
    /// <exception cref="DataException">A column is constant once scaled.</exception>
    /// <exception cref="ArgumentException">The columns do not fit the bounds, differ in length, or have a number that is not
    /// finite.</exception>
    public ScaledFeatures Scale(IReadOnlyList<double[]> columns)
    {
        if (columns.Count != Bounds.Count || columns.Any(c => c.Length != columns[0].Length))
            throw new ArgumentException($"There must be {Bounds.Count} columns of one length.", nameof(columns));
        if (columns.Any(c => c.Any(v => !double.IsFinite(v)))) throw new ArgumentException("A number is not finite.", nameof(columns));
        return Scale(columns, [.. Enumerable.Repeat(true, columns.Count)]);
    }

    /// <summary>A centroid or record in the columns' own units.</summary>
    /// <param name="scaled">A value from -1 to 1 for each feature.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than features, or one is out of range.</exception>
    public double[] Restore(ReadOnlySpan<double> scaled)
    {
        if (scaled.Length != Bounds.Count)
            throw new ArgumentException($"There must be {Bounds.Count} values, not {scaled.Length}.", nameof(scaled));
        var values = new double[scaled.Length];
        for (int f = 0; f < values.Length; f++) values[f] = Bounds[f].Restore(scaled[f]);
        return values;
    }

    private ScaledFeatures Scale(IReadOnlyList<double[]> columns, IReadOnlyList<bool> mustVary)
    {
        var scaled = new double[columns.Count][];
        var clipping = new ClippingCount[columns.Count];
        for (int f = 0; f < scaled.Length; f++)
        {
            (scaled[f], clipping[f]) = Scale(columns[f], Bounds[f]);

            // A category that nobody has, or everybody, is an ordinary outcome; a number that never varies is a mistake in the file or
            // the bounds.
            if (!mustVary[f] || scaled[f].Length < 2 || scaled[f].AsSpan().ContainsAnyExcept(scaled[f][0])) continue;
            throw new DataException(DataError.ConstantColumn, "every record has the same value, or is beyond the same bound",
                $"values that differ between {FeatureBounds.DescribeRange(Bounds[f].Lower, Bounds[f].Upper)}",
                "check the unit of the column and of the bounds, or leave the column out of the job", Bounds[f].Name);
        }

        return new ScaledFeatures(Bounds, scaled, clipping);
    }

    private static (double[] Scaled, ClippingCount Clipping) Scale(double[] values, FeatureBounds bounds)
    {
        var scaled = new double[values.Length];
        int below = 0, above = 0;
        for (int i = 0; i < values.Length; i++)
        {
            scaled[i] = bounds.Scale(values[i]);
            if (values[i] < bounds.Lower) below++;
            else if (values[i] > bounds.Upper) above++;
        }

        return (scaled, new ClippingCount(bounds.Name, below, above));
    }

    private static IEnumerable<double[]> Raw(Column column) => column switch
    {
        NumericColumn numeric => [numeric.Values],
        CategoricalColumn { Schema.Encoding: CategoricalEncoding.Ordinal } ordinal => [Array.ConvertAll(ordinal.Codes, c => (double)c)],
        CategoricalColumn oneHot => Enumerable.Range(0, oneHot.Schema.FeatureCount)
            .Select(category => Array.ConvertAll(oneHot.Codes, c => c == category ? 1.0 : 0.0)),
        _ => [],
    };
}
