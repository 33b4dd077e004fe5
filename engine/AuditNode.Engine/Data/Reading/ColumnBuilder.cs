namespace AuditNode.Engine.Data.Reading;

/// <summary>Takes a column's cells one by one.</summary>
internal abstract class ColumnBuilder(ColumnSchema schema)
{
    protected ColumnSchema Schema { get; } = schema;

    /// <summary>How many cells were empty and had a constant put in their place.</summary>
    protected int ImputedCount { get; private set; }

    public static ColumnBuilder For(ColumnSchema schema) => schema.Role switch
    {
        ColumnRole.Numeric => new NumericColumnBuilder(schema),
        ColumnRole.Categorical => new CategoricalColumnBuilder(schema),
        ColumnRole.Label => new LabelColumnBuilder(schema),
        _ => new TextColumnBuilder(schema),
    };

    public abstract void Append(string cell, long line);

    public abstract Column Build();

    /// <summary>Counts a constant in the place of an empty cell.</summary>
    protected T Impute<T>(T? constant, long line)
    {
        if (constant is null)
        {
            throw Fault(DataError.EmptyCell, "the cell is empty", "a value in every cell",
                "fill the cell, or agree with the other parties on a constant for empty cells", line);
        }

        ImputedCount++;
        return constant;
    }

    protected DataException UnknownCategory(CategoryCodes categories, long line) => Fault(DataError.UnknownCategory,
        "the cell is not in the agreed list", categories.Describe(),
        "correct the cell, or agree on a longer list with the other parties", line);

    protected DataException Fault(DataError error, string problem, string range, string remedy, long line) =>
        new(error, problem, range, remedy, Schema.Name, line);
}
