namespace AuditNode.Benchmarks.Plotting;

/// <summary>
/// Colours that readers with any kind of colour vision tell apart (Okabe and Ito, Color Universal Design, https://jfly.uni-koeln.de/color/),
/// without the yellow, which is too light on white.
/// </summary>
internal static class Palette
{
    private static readonly string[] s_colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#222222"];

    public static string Colour(int series) => s_colours[series % s_colours.Length];
}
