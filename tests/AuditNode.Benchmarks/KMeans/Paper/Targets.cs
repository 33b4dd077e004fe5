namespace AuditNode.Benchmarks.KMeans.Paper;

/// <summary>What this project means to reach on two cores, with the settings of the paper's Table 3.</summary>
internal static class Targets
{
    /// <summary>Seconds for 10 rounds, in the order of <see cref="Cell.All"/>.</summary>
    public static IReadOnlyList<double> Seconds { get; } = [1.5, 3, 5, 2, 8, 20, 10, 50, 130, 75, 480, 1200];

    /// <summary>Bytes moved after the keys for k = 5, by number of records.</summary>
    public static IReadOnlyDictionary<int, double> BytesAfterKeys { get; } = new Dictionary<int, double>
    {
        [1_000] = 4.5e6,
        [10_000] = 5e6,
        [100_000] = 14e6,
        [1_000_000] = 100e6,
    };

    /// <summary>Bytes of all keys, sent once.</summary>
    public const double KeyBytes = 16e6;

    /// <summary>Bytes of memory at n = 1,000,000 and k = 5.</summary>
    public const double PeakMemoryBytes = 6.0 * (1L << 30);

    /// <summary>Loss in [0, 1] on S1 at eps = 1 with one share of noise.</summary>
    public const double OneShareLossOnS1 = 0.0052;

    /// <summary>The same with mutual noise.</summary>
    public const double MutualLossOnS1 = 0.0060;
}
