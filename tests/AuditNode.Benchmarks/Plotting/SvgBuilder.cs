using System.Globalization;
using System.Net;
using System.Text;

namespace AuditNode.Benchmarks.Plotting;

/// <summary>The few elements of SVG 1.1 that a chart needs. Lengths are pixels.</summary>
internal sealed class SvgBuilder
{
    private readonly StringBuilder _body = new();
    private readonly int _width;
    private readonly int _height;

    public SvgBuilder(int width, int height)
    {
        _width = width;
        _height = height;
        Rectangle(0, 0, width, height, "#ffffff"); // readable on a dark page too
    }

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) =>
        _body.Append($"""<line x1="{N(x1)}" y1="{N(y1)}" x2="{N(x2)}" y2="{N(y2)}" stroke="{colour}" stroke-width="{N(width)}"/>""").Append('\n');

    public void Rectangle(double x, double y, double width, double height, string colour) =>
        _body.Append($"""<rect x="{N(x)}" y="{N(y)}" width="{N(width)}" height="{N(height)}" fill="{colour}"/>""").Append('\n');

    public void Polyline(IEnumerable<(double X, double Y)> points, string colour, bool dashed)
    {
        string dash = dashed ? " stroke-dasharray=\"6 4\"" : "";
        string list = string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));
        _body.Append($"""<polyline points="{list}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>""").Append('\n');
    }

    /// <summary>One of five shapes, so that series differ without colours too.</summary>
    public void Marker(double x, double y, int shape, string colour)
    {
        const double R = 4.5;
        string[] corners = (shape % 5) switch
        {
            1 => [P(-R, -R), P(R, -R), P(R, R), P(-R, R)],
            2 => [P(0, -R - 1), P(R + 1, R), P(-R - 1, R)],
            3 => [P(0, -R - 1), P(R + 1, 0), P(0, R + 1), P(-R - 1, 0)],
            4 => [P(0, R + 1), P(R + 1, -R), P(-R - 1, -R)],
            _ => [],
        };
        _body.Append(corners.Length == 0
            ? $"""<circle cx="{N(x)}" cy="{N(y)}" r="{N(R)}" fill="{colour}"/>"""
            : $"""<polygon points="{string.Join(' ', corners)}" fill="{colour}"/>""").Append('\n');

        string P(double dx, double dy) => $"{N(x + dx)},{N(y + dy)}";
    }

    /// <summary>A text whose start, middle or end (the anchor) is at the place, turned about it by degrees clockwise.</summary>
    public void Text(double x, double y, string text, int size = 13, string anchor = "middle", int turn = 0, bool bold = false)
    {
        string rotation = turn == 0 ? "" : $" transform=\"rotate({turn} {N(x)} {N(y)})\"";
        string weight = bold ? " font-weight=\"bold\"" : "";
        _body.Append($"""<text x="{N(x)}" y="{N(y)}" font-size="{size}" text-anchor="{anchor}" fill="#222222"{weight}{rotation}>{WebUtility.HtmlEncode(text)}</text>""").Append('\n');
    }

    public override string ToString() => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{_width}" height="{_height}" viewBox="0 0 {_width} {_height}" font-family="Helvetica, Arial, sans-serif">
        {_body}</svg>

        """;

    // Two decimals are a hundredth of a pixel.
    private static string N(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
