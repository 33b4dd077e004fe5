using AuditNode.Benchmarks.KMeans.CommandLine;
using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>Records that are ready to be clustered.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Features">Names and values in [-1, 1], column by column.</param>
/// <param name="Labels">True classes from 0, or null.</param>
internal sealed record PreparedData(string Name, IReadOnlyList<(string Name, double[] Values)> Features, int[]? Labels)
{
    // What a number of a file may be before its bounds are known.
    private const double Unbounded = 1e300;

    public int RecordCount => Features[0].Values.Length;

    /// <summary>One array a record.</summary>
    public double[][] ToRows() => [.. Enumerable.Range(0, RecordCount).Select(r => Features.Select(f => f.Values[r]).ToArray())];

    /// <summary>Generates or reads what the options say.</summary>
    /// <exception cref="DataException">The file does not fit the schema that the options make.</exception>
    /// <exception cref="OptionException">The numbers do not fit the file, or what can be generated.</exception>
    public static PreparedData Create(RunOptions options, CancellationToken cancellationToken) =>
        options.Data is null ? Generate(options) : Read(options, options.Data, cancellationToken);

    private static PreparedData Generate(RunOptions options)
    {
        const int Records = 10_000, Dimensions = 2;
        int records = options.Records ?? Records, dimensions = options.Dimensions ?? Dimensions;
        if (records > GaussianClusters.MaximumRecords || (long)records * dimensions > GaussianClusters.MaximumCells)
        {
            throw new OptionException($"--records: {records} records of {dimensions} features cannot be generated; " +
                $"give at most {GaussianClusters.MaximumRecords} records and {GaussianClusters.MaximumCells} numbers in all.");
        }

        var clusters = new GaussianClusters(records, options.Clusters, dimensions);
        Table table = clusters.Generate(options.Seed).Table;
        ScaledFeatures scaled = new FeatureScaler(table.Schema).Scale(table);
        return Create($"Synth-{clusters.RecordCount}-{clusters.ClusterCount}-{clusters.FeatureCount}", scaled, table.Label);
    }

    private static PreparedData Read(RunOptions options, string path, CancellationToken cancellationToken)
    {
        IEnumerable<ColumnSchema> columns = options.Columns.Select(c => ColumnSchema.Numeric(c, -Unbounded, Unbounded));
        if (options.Label is { } label) columns = columns.Append(ColumnSchema.Label(label));
        Table table = new TableReader(new TableSchema([.. columns])).Read(path, cancellationToken);
        int records = options.Records ?? table.RecordCount;
        if (records > table.RecordCount) throw new OptionException($"--records is {records}, but {Path.GetFileName(path)} has {table.RecordCount}; give fewer, or leave it out for all.");
        if (records < options.Clusters) throw new OptionException($"--clusters is {options.Clusters}, but {Path.GetFileName(path)} has {records} records; give fewer clusters.");
        double[][] values = [.. options.Columns.Select(c => table.Numeric(c).Values[..records])];
        var bounds = values.Select((v, i) =>
        {
            (double lower, double upper) = (options.Bounds ?? ColumnBounds.MinMax).Of(i, v);
            return new FeatureBounds(options.Columns[i], lower, upper);
        });
        return Create(Path.GetFileName(path).Split('.')[0], new FeatureScaler([.. bounds]).Scale(values), table.Label, records);
    }

    private static PreparedData Create(string name, ScaledFeatures scaled, LabelColumn? label, int? records = null) =>
        new(name, [.. scaled.Bounds.Zip(scaled.Columns, (b, c) => (b.Name, c))], records is { } n ? label?.Classes[..n] : label?.Classes);
}
