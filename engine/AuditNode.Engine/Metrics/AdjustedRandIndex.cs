namespace AuditNode.Engine.Metrics;

/// <summary>
/// The Rand index of two partitions, corrected for chance: 1 for equal partitions, about 0 for independent ones, at least -1/2.
/// </summary>
/// <remarks>L. Hubert and P. Arabie, Comparing partitions, Journal of Classification 2, 1985.</remarks>
public static class AdjustedRandIndex
{
    /// <summary>The index; symmetric in its arguments.</summary>
    /// <inheritdoc cref="ContingencyTable.Create"/>
    public static double Compute(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        ContingencyTable table = ContingencyTable.Create(first, second);
        double together = 0;
        for (int r = 0; r < table.RowCount; r++)
        {
            for (int c = 0; c < table.ColumnCount; c++) together += Pairs(table[r, c]);
        }

        double firstPairs = table.RowSums.Sum(Pairs), secondPairs = table.ColumnSums.Sum(Pairs);
        double expected = table.RecordCount < 2 ? 0 : firstPairs * secondPairs / Pairs(table.RecordCount);
        double largest = (firstPairs + secondPairs) / 2;
        return largest == expected ? 1 : (together - expected) / (largest - expected);
    }

    // Exact in a double up to 10^8 records.
    private static double Pairs(long count) => (double)count * (count - 1) / 2;
}
