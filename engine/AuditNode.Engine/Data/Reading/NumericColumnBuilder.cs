using System.Globalization;

namespace AuditNode.Engine.Data.Reading;

internal sealed class NumericColumnBuilder(ColumnSchema schema) : ColumnBuilder(schema)
{
    private const NumberStyles Styles = NumberStyles.Float;

    private readonly List<double> _values = [];

    public override void Append(string cell, long line)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            if (Schema.ImputedNumber is { } constant) _values.Add(Impute(constant, line));
            else Impute<string>(null, line);
            return;
        }

        // The class library passes over NUL characters after a number.
        if (!double.TryParse(cell, Styles, CultureInfo.InvariantCulture, out double value) || cell.Contains('\0'))
        {
            throw Fault(DataError.BadNumber, "the cell is not a number",
                "decimal numbers such as -12.5 or 3e-4: digits, a point, no separators, no unit; " +
                $"the bounds are {Bounds}", "correct the cell or the column's role", line);
        }

        if (!double.IsFinite(value))
        {
            throw Fault(DataError.NotFinite, "the number is not finite", $"finite numbers; the bounds are {Bounds}",
                "correct the cell, or empty it where an agreed constant stands for empty cells", line);
        }

        _values.Add(value);
    }

    public override Column Build() => new NumericColumn(Schema, [.. _values], ImputedCount);

    private string Bounds => FeatureBounds.DescribeRange(Schema.Lower!.Value, Schema.Upper!.Value);
}
