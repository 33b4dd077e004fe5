namespace AuditNode.Engine.Metrics;

/// <summary>
/// The mutual information of two partitions over the arithmetic mean of their entropies, 2 I / (H_1 + H_2): 1 for equal partitions, 0 for
/// independent ones.
/// </summary>
/// <remarks>N. X. Vinh, J. Epps and J. Bailey, Journal of Machine Learning Research 11, 2010, table 2 (NMI sum).</remarks>
public static class NormalizedMutualInformation
{
    /// <summary>The value, from 0 to 1; 1 where neither partition divides anything. Symmetric in its arguments.</summary>
    /// <inheritdoc cref="ContingencyTable.Create"/>
    public static double Compute(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        ContingencyTable table = ContingencyTable.Create(first, second);
        double entropies = Entropy(table.RowSums, table.RecordCount) + Entropy(table.ColumnSums, table.RecordCount);
        if (entropies == 0) return 1;
        double information = 0;
        for (int r = 0; r < table.RowCount; r++)
        {
            for (int c = 0; c < table.ColumnCount; c++)
            {
                double joint = table[r, c];
                if (joint == 0) continue;
                // Only read by people: a last digit that differs between machines does no harm. The base of the logarithm cancels.
                information += joint / table.RecordCount * Math.Log2(joint * table.RecordCount / ((double)table.RowSums[r] * table.ColumnSums[c]));
            }
        }

        return Math.Clamp(2 * information / entropies, 0, 1);
    }

    private static double Entropy(IReadOnlyList<long> counts, double records) => -counts.Sum(count => count / records * Math.Log2(count / records));
}
