namespace AuditNode.Engine.Data;

/// <summary>A column of numbers as they are in the file: not scaled, not clipped.</summary>
public sealed class NumericColumn : Column
{
    /// <summary>Takes over numbers, without copying them.</summary>
    /// <param name="schema">A numeric column.</param>
    /// <param name="values">Finite numbers, one a record.</param>
    /// <param name="imputedCount">How many of them stand for empty cells.</param>
    /// <exception cref="ArgumentException">The role is another, or a number is not finite.</exception>
    public NumericColumn(ColumnSchema schema, double[] values, int imputedCount = 0)
        : base(CheckRole(schema, ColumnRole.Numeric), values.Length, imputedCount)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) throw new ArgumentException("A number is not finite.", nameof(values));
        }

        Values = values;
    }

    /// <summary>The numbers, in the column's unit. Shared, not copied: not to be changed.</summary>
    public double[] Values { get; }
}
