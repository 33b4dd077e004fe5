namespace AuditNode.Benchmarks.Plotting;

/// <summary>What all charts have in common: title, value axis with grid, legend on the right, and the area between them.</summary>
internal sealed class ChartFrame
{
    private const int Width = 860, Height = 480;
    private const double Left = 80, Right = 620, Top = 50, Bottom = 410;
    private const string Grid = "#dddddd", Ink = "#222222";

    private readonly Axis _values;

    public ChartFrame(string title, Axis values, IReadOnlyList<(string Name, bool Dashed)> legend, bool bars)
    {
        _values = values;
        Svg = new SvgBuilder(Width, Height);
        Svg.Text((Left + Right) / 2, 28, title, size: 16, bold: true);
        foreach (double tick in values.Ticks)
        {
            Svg.Line(Left, Y(tick), Right, Y(tick), Grid);
            Svg.Text(Left - 8, Y(tick) + 4, Axis.Name(tick), size: 12, anchor: "end");
        }

        Svg.Text(22, (Top + Bottom) / 2, values.Label, turn: -90);
        for (int i = 0; i < legend.Count; i++)
        {
            double y = Top + 12 + (24 * i);
            if (bars) Svg.Rectangle(Right + 20, y - 7, 22, 14, Palette.Colour(i));
            else
            {
                Svg.Polyline([(Right + 16, y), (Right + 46, y)], Palette.Colour(i), legend[i].Dashed);
                Svg.Marker(Right + 31, y, i, Palette.Colour(i));
            }

            Svg.Text(Right + 54, y + 4, legend[i].Name, size: 12, anchor: "start");
        }
    }

    public SvgBuilder Svg { get; }

    /// <summary>The pixel of a place from 0 (left) to 1 (right).</summary>
    public static double X(double place) => Left + (place * (Right - Left));

    public double Y(double value) => Bottom - (_values.Place(value) * (Bottom - Top));

    public double Baseline => Bottom;

    /// <summary>Numbers or names below the chart and a label below them.</summary>
    public void AddFoot(IEnumerable<(double Place, string Name)> names, string label, bool vertical)
    {
        (double Place, string Name)[] all = [.. names];
        bool slanted = all.Any(n => n.Name.Length * all.Length > 60);
        foreach ((double place, string name) in all)
        {
            if (vertical) Svg.Line(X(place), Top, X(place), Bottom, Grid);
            if (slanted) Svg.Text(X(place), Bottom + 16, name, size: 11, anchor: "end", turn: -30);
            else Svg.Text(X(place), Bottom + 18, name, size: 12);
        }

        Svg.Text((Left + Right) / 2, Height - 6, label);
        Svg.Line(Left, Bottom, Right, Bottom, Ink, 1.5);
        Svg.Line(Left, Top, Left, Bottom, Ink, 1.5);
    }
}
