namespace AuditNode.Engine.Data;

/// <summary>A column of categories.</summary>
public sealed class CategoricalColumn : Column
{
    /// <summary>Takes over codes, without copying them.</summary>
    /// <param name="schema">A categorical column.</param>
    /// <param name="codes">One a record: the category's place in the schema's list.</param>
    /// <param name="imputedCount">How many of them stand for empty cells.</param>
    /// <exception cref="ArgumentException">The role is another, or a code is out of range.</exception>
    public CategoricalColumn(ColumnSchema schema, int[] codes, int imputedCount = 0)
        : base(CheckRole(schema, ColumnRole.Categorical), codes.Length, imputedCount)
    {
        Codes = CheckCodes(codes, schema.Categories!.Count);
    }

    /// <summary>Places in the schema's list of categories, from 0. Shared, not copied: not to be changed.</summary>
    public int[] Codes { get; }
}
