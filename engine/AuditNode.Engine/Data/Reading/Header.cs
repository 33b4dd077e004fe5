namespace AuditNode.Engine.Data.Reading;

/// <summary>Which cell of a record belongs to which column of the schema.</summary>
internal sealed class Header
{
    private readonly int[] _targets;

    private Header(int[] targets) => _targets = targets;

    /// <summary>The number of columns of the file.</summary>
    public int ColumnCount => _targets.Length;

    /// <summary>The place in the schema of the column at a place in the file, or -1 if the schema does not name it.</summary>
    public int Target(int index) => _targets[index];

    // In a file without a header the first record is read as one: no name that is only in the file is repeated in an error.
    public static Header Read(RecordReader records, TableSchema schema, TableReaderOptions options)
    {
        if (!records.Read())
            throw new DataException(DataError.EmptyFile, "the file is empty", "a header line and at least one record",
                "check that this is the right file");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var targets = new int[records.CellCount];
        for (int i = 0; i < targets.Length; i++)
        {
            string name = records.Cell(i);
            targets[i] = schema.IndexOf(name);
            if (places.TryAdd(name, i)) continue;
            throw new DataException(DataError.DuplicateColumn, $"columns {places[name] + 1} and {i + 1} of the header have the same name",
                "different names",
                "rename or remove one of the two", targets[i] < 0 ? null : name, records.Line);
        }

        foreach (ColumnSchema column in schema.Columns)
        {
            if (places.ContainsKey(column.Name)) continue;
            throw new DataException(DataError.MissingColumn, $"none of the {targets.Length} columns of the header has this name",
                "every column of the schema, spelt the same, upper and lower case and blanks included",
                $"correct the header or the schema, and check that the delimiter is {Describe(options.Delimiter)}", column.Name,
                records.Line);
        }

        return new Header(targets);
    }

    private static string Describe(char delimiter) => delimiter == '\t' ? "a tab" : $"'{delimiter}'";
}
