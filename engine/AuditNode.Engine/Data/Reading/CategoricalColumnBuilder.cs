namespace AuditNode.Engine.Data.Reading;

internal sealed class CategoricalColumnBuilder(ColumnSchema schema) : ColumnBuilder(schema)
{
    private readonly CategoryCodes _categories = new(schema.Categories!);
    private readonly List<int> _codes = [];

    public override void Append(string cell, long line)
    {
        string category = cell.Length == 0 ? Impute(Schema.ImputedText, line) : cell;
        _codes.Add(_categories.TryGetCode(category, out int code) ? code : throw UnknownCategory(_categories, line));
    }

    public override Column Build() => new CategoricalColumn(Schema, [.. _codes], ImputedCount);
}
