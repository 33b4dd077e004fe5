namespace AuditNode.Benchmarks.Plotting;

/// <summary>Groups of bars, one bar a series, as SVG.</summary>
internal static class BarChart
{
    /// <param name="title">Above the chart.</param>
    /// <param name="xLabel">Below the groups.</param>
    /// <param name="yLabel">Beside the values.</param>
    /// <param name="groups">Names of the groups.</param>
    /// <param name="series">Name and a value for each group; null leaves a gap.</param>
    /// <param name="logY">On a logarithmic axis a bar starts at the lowest tick.</param>
    /// <exception cref="ArgumentException">A series has another number of values than there are groups, or a value cannot be shown.</exception>
    public static string Render(
        string title, string xLabel, string yLabel, IReadOnlyList<string> groups, IReadOnlyList<(string Name, IReadOnlyList<double?> Values)> series, bool logY = false)
    {
        if (series.FirstOrDefault(s => s.Values.Count != groups.Count) is { Name: { } name })
            throw new ArgumentException($"'{name}' needs {groups.Count} values.", nameof(series));
        Axis y = Axis.Create(yLabel, series.SelectMany(s => s.Values).OfType<double>(), logY);
        var frame = new ChartFrame(title, y, [.. series.Select(s => (s.Name, false))], bars: true);
        const double Share = 0.8; // of a group's width; the rest is the gap
        double bar = Share / groups.Count / series.Count;
        for (int s = 0; s < series.Count; s++)
        {
            for (int g = 0; g < groups.Count; g++)
            {
                if (series[s].Values[g] is not { } value) continue;
                double left = ChartFrame.X(((g + ((1 - Share) / 2)) / groups.Count) + (s * bar)), right = ChartFrame.X(((g + ((1 - Share) / 2)) / groups.Count) + ((s + 1) * bar));
                frame.Svg.Rectangle(left, frame.Y(value), right - left - 0.5, frame.Baseline - frame.Y(value), Palette.Colour(s));
            }
        }

        frame.AddFoot(groups.Select((g, i) => ((i + 0.5) / groups.Count, g)), xLabel, vertical: false);
        return frame.Svg.ToString();
    }
}
