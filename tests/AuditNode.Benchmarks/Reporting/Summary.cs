namespace AuditNode.Benchmarks.Reporting;

/// <summary>What repeated measurements are summed up by.</summary>
internal static class Summary
{
    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("No value has no median.", nameof(values));
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Sample standard deviation divided by the square root of the number of values; 0 for fewer than two.</summary>
    public static double StandardError(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) return 0;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count);
    }

    /// <summary>The exponent b of the power law y = a x^b that fits best (least squares of logarithms): 1 where y is proportional to x.</summary>
    /// <exception cref="ArgumentException">There are fewer than two different x.</exception>
    public static double GrowthExponent(IReadOnlyList<(double X, double Y)> points)
    {
        double[] x = [.. points.Select(p => Math.Log10(p.X))], y = [.. points.Select(p => Math.Log10(p.Y))];
        if (x.Distinct().Count() < 2) throw new ArgumentException("A growth needs two different x.", nameof(points));
        double meanX = x.Average(), meanY = y.Average();
        double covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
