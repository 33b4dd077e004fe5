namespace AuditNode.Benchmarks.Plotting;

/// <summary>A curve: points in the order in which they are joined.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">Points with finite coordinates that are not negative.</param>
/// <param name="Dashed">For figures of others.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false);

/// <summary>Curves over a common horizontal axis, as SVG.</summary>
internal static class LineChart
{
    /// <exception cref="ArgumentException">No series has a point, or a value cannot be shown on its axis.</exception>
    public static string Render(string title, string xLabel, string yLabel, IReadOnlyList<Series> series, bool logX = false, bool logY = false)
    {
        Axis x = Axis.Create(xLabel, series.SelectMany(s => s.Points).Select(p => p.X), logX);
        Axis y = Axis.Create(yLabel, series.SelectMany(s => s.Points).Select(p => p.Y), logY);
        var frame = new ChartFrame(title, y, [.. series.Select(s => (s.Name, s.Dashed))], bars: false);
        frame.AddFoot(x.Ticks.Select(t => (x.Place(t), Axis.Name(t))), xLabel, vertical: true);
        for (int i = 0; i < series.Count; i++)
        {
            (double X, double Y)[] pixels = [.. series[i].Points.Select(p => (ChartFrame.X(x.Place(p.X)), frame.Y(p.Y)))];
            frame.Svg.Polyline(pixels, Palette.Colour(i), series[i].Dashed);
            foreach ((double px, double py) in pixels) frame.Svg.Marker(px, py, i, Palette.Colour(i));
        }

        return frame.Svg.ToString();
    }
}
