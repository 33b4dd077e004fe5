namespace AuditNode.Engine.Metrics;

/// <summary>
/// The part of the records whose cluster is matched to their class, under the best one-to-one match of clusters and classes. Where their
/// numbers differ, what is left over counts as wrong.
/// </summary>
public static class ClusteringAccuracy
{
    /// <summary>The accuracy, from 0 to 1.</summary>
    /// <param name="classes">The class of each of n records.</param>
    /// <param name="clusters">The cluster of each of the same records.</param>
    /// <exception cref="ArgumentException">There are no records, the lengths differ, or there are too many labels.</exception>
    public static double Compute(ReadOnlySpan<int> classes, ReadOnlySpan<int> clusters)
    {
        ContingencyTable table = ContingencyTable.Create(classes, clusters);
        var weights = new long[table.RowCount, table.ColumnCount];
        for (int r = 0; r < table.RowCount; r++)
        {
            for (int c = 0; c < table.ColumnCount; c++) weights[r, c] = table[r, c];
        }

        int[] match = OptimalAssignment.Maximise(weights);
        long right = 0;
        for (int r = 0; r < match.Length; r++) right += match[r] < 0 ? 0 : table[r, match[r]];
        return (double)right / table.RecordCount;
    }
}
