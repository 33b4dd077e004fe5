namespace AuditNode.Engine.Data;

/// <summary>A party's records, column by column, in the order of its file.</summary>
public sealed class Table
{
    /// <summary>Puts columns together.</summary>
    /// <param name="schema">The columns' schema.</param>
    /// <param name="columns">
    /// As many columns as the schema has, each with the schema's own <see cref="ColumnSchema"/>, all of one length.
    /// </param>
    /// <exception cref="ArgumentException">The columns are not the schema's, or differ in length.</exception>
    public Table(TableSchema schema, IReadOnlyList<Column> columns)
    {
        if (columns.Count != schema.Columns.Count || columns.Where((c, i) => !ReferenceEquals(c.Schema, schema.Columns[i])).Any())
            throw new ArgumentException("The columns are not those of the schema.", nameof(columns));
        if (columns.Any(c => c.Count != columns[0].Count)) throw new ArgumentException("The columns differ in length.", nameof(columns));
        Schema = schema;
        Columns = [.. columns];
    }

    /// <summary>What the parties agreed about the columns.</summary>
    public TableSchema Schema { get; }

    /// <summary>The columns, in the order of the schema.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of records.</summary>
    public int RecordCount => Columns[0].Count;

    /// <summary>The label column, or null.</summary>
    public LabelColumn? Label => Columns.OfType<LabelColumn>().SingleOrDefault();

    /// <summary>The identifier column, or null.</summary>
    public TextColumn? Identifier => Columns.OfType<TextColumn>().SingleOrDefault(c => c.Schema.Role == ColumnRole.Identifier);

    /// <summary>A numeric column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">There is no numeric column of the name.</exception>
    public NumericColumn Numeric(string name) => Find<NumericColumn>(name, "numeric");

    /// <summary>A categorical column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">There is no categorical column of the name.</exception>
    public CategoricalColumn Categorical(string name) => Find<CategoricalColumn>(name, "categorical");

    /// <summary>A sensitive or an identifier column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">There is no column of text of the name.</exception>
    public TextColumn Text(string name) => Find<TextColumn>(name, "sensitive or identifier");

    /// <summary>A table with some of the columns; cells are shared, not copied.</summary>
    /// <param name="names">Different names of columns, in the new order.</param>
    /// <exception cref="DataException">A name is not in the schema, or appears twice.</exception>
    public Table Select(params IReadOnlyList<string> names) =>
        new(Schema.Select(names), [.. names.Select(n => Columns[Schema.IndexOf(n)])]);

    private T Find<T>(string name, string role)
        where T : Column
    {
        int index = Schema.IndexOf(name);
        return index >= 0 && Columns[index] is T column ? column : throw new DataException(DataError.MissingColumn,
            $"the table has no {role} column of this name",
            "the names in the schema", "correct the name or the column's role", name);
    }
}
