using System.Globalization;

namespace AuditNode.Engine.Tests.Clustering;

/// <summary>The published sets as their baselines use them: every feature clipped between two percentiles of the set and scaled to [-1, 1].</summary>
internal sealed record RealData(double[][] Records, int[] Classes)
{
    public static RealData Read(string name) => name switch
    {
        "s1" => Read("s1.csv", ["x", "y"], "label", 0),
        "s2" => Read("s2.csv", ["x", "y"], "label", 0),
        "iris" => Read("iris.csv", ["sepal_length", "sepal_width", "petal_length", "petal_width"], "label", 0),
        "breast" => Read("breast_cancer_wisconsin.csv", null, "label", 0),
        "har" => Read("har_zpca10_unit.csv.gz", [.. Enumerable.Range(1, 10).Select(i => $"pc{i}")], "activity", 0),
        "adult" => Read("adult.csv.gz", ["age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week"], "income", 0),
        "bank" => Read("bank_features7.csv.gz", null, "y", 0),
        "taxi" => Read("taxi_features8.csv.gz", null, null, 2.5),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a set of these tests."),
    };

    private static RealData Read(string file, string[]? columns, string? label, double percentile)
    {
        using var reader = new StreamReader(SharedData.Open(file));
        string[] header = reader.ReadLine()!.Split(',');
        int[] features = [.. (columns ?? [.. header.Where(c => c != label)]).Select(c => Array.IndexOf(header, c))];
        int labelColumn = Array.IndexOf(header, label);
        Assert.DoesNotContain(-1, features);
        List<double[]> rows = [];
        List<int> classes = [];
        var names = new Dictionary<string, int>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            rows.Add([.. features.Select(f => double.Parse(cells[f], CultureInfo.InvariantCulture))]);
            if (labelColumn < 0) continue;
            names.TryAdd(cells[labelColumn], names.Count);
            classes.Add(names[cells[labelColumn]]);
        }

        for (int f = 0; f < features.Length; f++) Scale(rows, f, percentile);
        return new RealData([.. rows], [.. classes]);
    }

    private static void Scale(List<double[]> rows, int feature, double percentile)
    {
        double[] sorted = [.. rows.Select(r => r[feature]).Order()];
        double low = Percentile(sorted, percentile), high = Percentile(sorted, 100 - percentile);
        foreach (double[] row in rows) row[feature] = high > low ? 2 * (Math.Clamp(row[feature], low, high) - low) / (high - low) - 1 : 0;
    }

    private static double Percentile(double[] sorted, double percentile)
    {
        double place = percentile / 100 * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
