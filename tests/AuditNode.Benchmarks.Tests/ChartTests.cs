using System.Xml.Linq;
using AuditNode.Benchmarks.Plotting;

namespace AuditNode.Benchmarks.Tests;

public sealed class ChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_line_chart_has_a_marker_for_every_point_within_its_frame_and_a_legend()
    {
        XElement svg = XDocument.Parse(LineChart.Render(
            "Time <& more>", "records", "seconds",
            [new Series("k = 2", [(1e3, 1), (1e6, 75)]), new Series("paper", [(1e3, 52), (1e6, 116)], Dashed: true)], logX: true, logY: true)).Root!;
        XElement[] circles = [.. svg.Elements(s_svg + "circle")]; // the first series' shape
        Assert.Equal(3, circles.Length); // one in the legend
        Assert.All(circles, c => Assert.InRange((double)c.Attribute("cy")!, 40, 420));
        Assert.Contains(svg.Elements(s_svg + "text"), t => t.Value == "Time <& more>");
        Assert.Contains(svg.Elements(s_svg + "text"), t => t.Value == "paper");
        Assert.Equal(2, svg.Elements(s_svg + "polyline").Count(p => p.Attribute("stroke-dasharray") is not null)); // the curve and its legend
    }

    [Fact]
    public void Higher_values_are_higher_up()
    {
        XElement svg = XDocument.Parse(LineChart.Render("t", "x", "y", [new Series("s", [(0, 1), (1, 2)])])).Root!;
        double[] heights = [.. svg.Elements(s_svg + "circle").Select(c => (double)c.Attribute("cy")!).TakeLast(2)];
        Assert.True(heights[1] < heights[0]);
    }

    [Fact]
    public void A_bar_chart_leaves_a_gap_where_a_value_is_missing()
    {
        XElement svg = XDocument.Parse(BarChart.Render("t", "x", "y", ["a", "b"], [("one", [1, 2]), ("two", [null, 4])])).Root!;
        int Count(int series) => svg.Elements(s_svg + "rect").Count(r => (string?)r.Attribute("fill") == Palette.Colour(series));
        Assert.Equal((3, 2), (Count(0), Count(1))); // with the legend's
    }

    [Fact]
    public void A_series_without_a_value_for_each_group_is_refused() =>
        Assert.Throws<ArgumentException>(() => BarChart.Render("t", "x", "y", ["a", "b"], [("one", [1])]));
}
