using System.Globalization;

namespace AuditNode.Benchmarks.KMeans.Paper;

/// <summary>A cell of the paper's Table 3: records and clusters, in two dimensions, over 10 rounds.</summary>
internal readonly record struct Cell(int Records, int Clusters)
{
    /// <summary>The twelve cells in the order of the table's columns.</summary>
    public static IReadOnlyList<Cell> All { get; } =
        [.. from n in new[] { 1_000, 10_000, 100_000, 1_000_000 } from k in new[] { 2, 5, 8 } select new Cell(n, k)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"n={Records} k={Clusters}");
}
