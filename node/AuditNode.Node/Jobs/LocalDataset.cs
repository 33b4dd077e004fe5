using AuditNode.Engine.Clustering;
using AuditNode.Engine.Data;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Node.Jobs;

/// <summary>
/// What an institution brings to a job: the columns that the job names, read from its file, scaled by the job's bounds and clipped to them.
/// Private: nothing of it enters a record, a log or an exception.
/// </summary>
public sealed class LocalDataset
{
    private LocalDataset(IReadOnlyList<double[]> columns, IReadOnlyList<ClippingCount> clipping, RecordDigest alignment) =>
        (Columns, Clipping, Alignment) = (columns, clipping, alignment);

    /// <summary>The columns in the order of the job, a number from -1 to 1 for each record; empty where the party brings none.</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>How many records of each column were beyond the bounds: for the institution's own eyes.</summary>
    public IReadOnlyList<ClippingCount> Clipping { get; }

    /// <summary>
    /// What the institutions compare to know that record i is the same entity in all files: the number of records and, where the file has an
    /// identifier column, a digest of all identifiers in order under a key of this job.
    /// </summary>
    public RecordDigest Alignment { get; }

    /// <summary>What a party without columns brings: it counts the records of the job and reads no file.</summary>
    /// <param name="records">n.</param>
    public static LocalDataset None(int records) => new([], [], new RecordDigest(records, null));

    /// <summary>Reads a party's columns.</summary>
    /// <param name="source">The file.</param>
    /// <param name="party">The party of the job that this institution is.</param>
    /// <param name="records">n of the job.</param>
    /// <param name="salt">32 bytes that are the same at all parties of the job, another in every job, and known to nobody else (<see cref="Records.Jobs.JobSpecification.IdentifierKey"/>).</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="DataException">The file cannot be read, lacks a column, goes beyond a bound, or has another number of records than the job.</exception>
    public static LocalDataset Read(
        DatasetSource source, JobParty party, int records, ReadOnlySpan<byte> salt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(party);
        if (party.Columns.Count == 0) return None(records);
        List<ColumnSchema> columns = [.. party.Columns.Select(c => ColumnSchema.Numeric(c.Name, c.Minimum, c.Maximum))];
        if (source.Identifier is { } identifier) columns.Add(ColumnSchema.Identifier(identifier));
        var schema = new TableSchema(columns);
        Table table = new TableReader(schema, source.Reading).Read(source.Path, cancellationToken);
        if (table.RecordCount != records)
        {
            throw new DataException(DataError.RecordCount, $"the file of data set '{source.Name}' has {table.RecordCount} records", $"{records}, as in the job",
                "bring the file to the records that the institutions agreed on, in the agreed order, or propose a job with the right number");
        }

        ScaledFeatures scaled = new FeatureScaler(schema).Scale(table);
        return new LocalDataset(scaled.Columns, scaled.Clipping, RecordAlignment.Digest(table, salt));
    }

    /// <summary>A column in units of 2^-32, halves rounded to even: what is committed to.</summary>
    /// <param name="column">Index of the column.</param>
    public long[] FixedPoint(int column) =>
        Array.ConvertAll(Columns[column], value => (long)Math.Round(Math.ScaleB(value, Centroids.FractionBits)));
}
