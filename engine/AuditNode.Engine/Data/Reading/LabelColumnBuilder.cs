using System.Globalization;

namespace AuditNode.Engine.Data.Reading;

internal sealed class LabelColumnBuilder(ColumnSchema schema) : ColumnBuilder(schema)
{
    private readonly CategoryCodes? _closed = schema.Categories is null ? null : new CategoryCodes(schema.Categories);
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);
    private readonly List<int> _classes = [];

    public override void Append(string cell, long line)
    {
        string name = cell.Length == 0 ? Impute(Schema.ImputedText, line) : cell;
        if (_closed is not null)
        {
            _classes.Add(_closed.TryGetCode(name, out int code) ? code : throw UnknownCategory(_closed, line));
            return;
        }

        if (!_found.TryGetValue(name, out int known))
        {
            if (_found.Count == LabelColumn.MaximumClasses)
            {
                throw Fault(DataError.TooManyClasses, "there are too many classes", $"at most {LabelColumn.MaximumClasses}",
                    "check the column's role: a label has few values", line);
            }

            _found.Add(name, known = _found.Count);
        }

        _classes.Add(known);
    }

    public override Column Build()
    {
        if (_closed is not null) return new LabelColumn(Schema, [.. _classes], Schema.Categories!, ImputedCount);
        string[] names = [.. _found.Keys];
        Array.Sort(names, names.All(IsWholeNumber) ? CompareWholeNumbers : string.CompareOrdinal);
        var places = new int[names.Length];
        for (int i = 0; i < names.Length; i++) places[_found[names[i]]] = i;
        return new LabelColumn(Schema, [.. _classes.Select(c => places[c])], names, ImputedCount);
    }

    // Only the spelling that a number has when written: "1" and "01" stay different classes with a definite order.
    private static bool IsWholeNumber(string name) =>
        int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) &&
        value.ToString(CultureInfo.InvariantCulture) == name;

    private static int CompareWholeNumbers(string x, string y) =>
        int.Parse(x, CultureInfo.InvariantCulture).CompareTo(int.Parse(y, CultureInfo.InvariantCulture));
}
