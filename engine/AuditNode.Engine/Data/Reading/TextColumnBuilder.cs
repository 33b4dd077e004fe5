namespace AuditNode.Engine.Data.Reading;

internal sealed class TextColumnBuilder(ColumnSchema schema) : ColumnBuilder(schema)
{
    private readonly List<string> _cells = [];

    public override void Append(string cell, long line) => _cells.Add(cell.Length == 0 ? Impute(Schema.ImputedText, line) : cell);

    public override Column Build() => new TextColumn(Schema, [.. _cells], ImputedCount);
}
