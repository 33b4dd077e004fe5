using System.Globalization;

namespace AuditNode.Benchmarks.KMeans.CommandLine;

/// <summary>
/// What becomes -1 and 1 in each column of a file: given bounds, or percentiles of the file itself. The latter is for published data only; in
/// a job the bounds are agreed and never computed from private records.
/// </summary>
/// <param name="Given">One pair for each column (or one for all), or null for percentiles.</param>
/// <param name="LowerPercentile">0 is the least value.</param>
/// <param name="UpperPercentile">100 is the largest value.</param>
internal sealed record ColumnBounds(IReadOnlyList<(double Lower, double Upper)>? Given, double LowerPercentile, double UpperPercentile)
{
    /// <summary>What <see cref="TryParse"/> takes, in words.</summary>
    public const string Syntax = "minmax, percentiles as 5%:95%, or lower:upper for each column, as -1:1,0:120";

    /// <summary>The least and the largest value of each column.</summary>
    public static ColumnBounds MinMax { get; } = new(null, 0, 100);

    /// <summary>Reads "minmax", "5%:95%" or "lo:hi,lo:hi,...".</summary>
    public static ColumnBounds? TryParse(string text)
    {
        if (text == "minmax") return MinMax;
        string[] sides = text.Split(':');
        if (sides.Length == 2 && sides.All(s => s.EndsWith('%')))
        {
            return TryNumber(sides[0][..^1], out double from) && TryNumber(sides[1][..^1], out double to) && from >= 0 && from < to && to <= 100
                ? new ColumnBounds(null, from, to)
                : null;
        }

        List<(double, double)> pairs = [];
        foreach (string pair in text.Split(','))
        {
            sides = pair.Split(':');
            if (sides.Length != 2 || !TryNumber(sides[0], out double lower) || !TryNumber(sides[1], out double upper) || !(lower < upper)) return null;
            pairs.Add((lower, upper));
        }

        return new ColumnBounds(pairs, 0, 100);
    }

    /// <summary>The bounds of one column.</summary>
    /// <param name="column">Its index.</param>
    /// <param name="values">Its values, at least one.</param>
    public (double Lower, double Upper) Of(int column, ReadOnlySpan<double> values)
    {
        if (Given is not null) return Given[Given.Count == 1 ? 0 : column];
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return (Percentile(sorted, LowerPercentile), Percentile(sorted, UpperPercentile));
    }

    /// <summary>As the option is written.</summary>
    public override string ToString()
    {
        if (Given is not null) return string.Join(',', Given.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Lower}:{g.Upper}")));
        return this == MinMax ? "minmax" : string.Create(CultureInfo.InvariantCulture, $"{LowerPercentile}%:{UpperPercentile}%");
    }

    // Linear between the two nearest ranks, as NumPy has it.
    private static double Percentile(double[] sorted, double percentile)
    {
        double rank = percentile / 100 * (sorted.Length - 1);
        int below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
