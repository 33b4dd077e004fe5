namespace AuditNode.Engine.Data;

/// <summary>A column of sensitive text or of identifiers, as they are in the file.</summary>
public sealed class TextColumn : Column
{
    /// <summary>Takes over cells, without copying them.</summary>
    /// <param name="schema">A sensitive or an identifier column.</param>
    /// <param name="cells">One a record.</param>
    /// <param name="imputedCount">How many of them stand for empty cells.</param>
    /// <exception cref="ArgumentException">The role is another.</exception>
    public TextColumn(ColumnSchema schema, string[] cells, int imputedCount = 0)
        : base(CheckRole(schema, ColumnRole.Sensitive, ColumnRole.Identifier), cells.Length, imputedCount)
    {
        Cells = cells;
    }

    /// <summary>The cells. Shared, not copied: not to be changed.</summary>
    public string[] Cells { get; }
}
