using System.Globalization;

namespace AuditNode.Benchmarks.Plotting;

/// <summary>An axis from <see cref="Minimum"/> to <see cref="Maximum"/>, which are ticks, linear or logarithmic.</summary>
internal sealed class Axis
{
    private Axis(string label, bool logarithmic, IReadOnlyList<double> ticks)
    {
        Label = label;
        IsLogarithmic = logarithmic;
        Ticks = ticks;
    }

    public string Label { get; }

    public bool IsLogarithmic { get; }

    /// <summary>Where the axis has marks with numbers, rising; at least two.</summary>
    public IReadOnlyList<double> Ticks { get; }

    public double Minimum => Ticks[0];

    public double Maximum => Ticks[^1];

    /// <summary>An axis that shows all values. A linear one starts at 0; steps are 1, 2 or 5 times a power of ten.</summary>
    /// <exception cref="ArgumentException">There is no value, one is not finite, or one is negative (or 0, on a logarithmic axis).</exception>
    public static Axis Create(string label, IEnumerable<double> values, bool logarithmic = false)
    {
        double[] all = [.. values];
        if (all.Length == 0 || all.Any(v => !double.IsFinite(v) || v < 0 || (logarithmic && v == 0)))
            throw new ArgumentException($"'{label}' needs values that are finite and {(logarithmic ? "positive" : "not negative")}.", nameof(values));
        return new Axis(label, logarithmic, logarithmic ? LogarithmicTicks(all.Min(), all.Max()) : LinearTicks(all.Max()));
    }

    /// <summary>Where a value lies: 0 at <see cref="Minimum"/>, 1 at <see cref="Maximum"/>.</summary>
    public double Place(double value) => IsLogarithmic
        ? (Math.Log10(value) - Math.Log10(Minimum)) / (Math.Log10(Maximum) - Math.Log10(Minimum))
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>The number beside a tick: 1k, 1M, ... for thousands, otherwise as it is.</summary>
    public static string Name(double tick) => tick switch
    {
        >= 1e9 => Text(tick / 1e9) + "G",
        >= 1e6 => Text(tick / 1e6) + "M",
        >= 1e4 => Text(tick / 1e3) + "k",
        _ => Text(tick),
    };

    private static double[] LinearTicks(double maximum)
    {
        if (maximum == 0) return [0, 1];
        decimal step = PowerOfTen((int)Math.Floor(Math.Log10(maximum / 5)));
        foreach (int factor in new[] { 1, 2, 5, 10 })
        {
            if ((double)(step * factor) * 7 < maximum) continue;
            step *= factor;
            break;
        }

        // Decimal multiples of the step are exact: 0.3, not 0.30000000000000004.
        int count = (int)Math.Ceiling(maximum / (double)step * (1 - 1e-12));
        return [.. Enumerable.Range(0, count + 1).Select(i => (double)(i * step))];
    }

    private static double[] LogarithmicTicks(double minimum, double maximum)
    {
        int first = (int)Math.Floor(Math.Log10(minimum) + 1e-9), last = (int)Math.Ceiling(Math.Log10(maximum) - 1e-9);
        if (last == first) last++;
        int[] factors = last - first <= 2 ? [1, 2, 5] : [1];
        double[] candidates = [.. from e in Enumerable.Range(first, last - first + 1) from f in factors select (double)(f * PowerOfTen(e))];
        // The outermost ticks that are not needed go, so that the curves fill the chart.
        int from = Array.FindLastIndex(candidates, c => c <= minimum * (1 + 1e-9)), to = Array.FindIndex(candidates, c => c >= maximum * (1 - 1e-9));
        double[] ticks = candidates[Math.Max(from, 0)..(to < 0 ? candidates.Length : to + 1)];
        return ticks.Length >= 2 ? ticks : [candidates[0], candidates[^1]];
    }

    private static decimal PowerOfTen(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < Math.Min(Math.Abs(exponent), 27); i++) power *= exponent < 0 ? 0.1m : 10m;
        return power;
    }

    private static string Text(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
