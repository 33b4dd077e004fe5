namespace AuditNode.Engine.Metrics;

/// <summary>
/// The one-to-one match of rows and columns of a rectangular matrix with the largest total: the Hungarian method with shortest augmenting
/// paths, O(r^2 c) for r &lt;= c.
/// </summary>
/// <remarks>H. W. Kuhn, Naval Research Logistics Quarterly 2, 1955; R. Jonker and A. Volgenant, Computing 38, 1987.</remarks>
public static class OptimalAssignment
{
    private const int None = -1;

    /// <summary>The column of every row, or -1 for rows that are left over where there are more rows than columns.</summary>
    /// <param name="weights">r x c weights, magnitudes below 2^53.</param>
    public static int[] Maximise(long[,] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int rows = weights.GetLength(0), columns = weights.GetLength(1);
        if (rows <= columns) return Match(rows, columns, (r, c) => -weights[r, c]).RowToColumn;
        return Match(columns, rows, (r, c) => -weights[c, r]).ColumnToRow;
    }

    // Each row in turn is matched along the cheapest alternating path; prices keep every reduced cost at or above zero.
    private static (int[] RowToColumn, int[] ColumnToRow) Match(int rows, int columns, Func<int, int, long> cost)
    {
        int[] rowToColumn = new int[rows], columnToRow = new int[columns];
        rowToColumn.AsSpan().Fill(None);
        columnToRow.AsSpan().Fill(None);
        long[] rowPrice = new long[rows], columnPrice = new long[columns];
        for (int row = 0; row < rows; row++)
        {
            var distance = new long[columns];
            var previous = new int[columns];
            var done = new bool[columns];
            distance.AsSpan().Fill(long.MaxValue);
            previous.AsSpan().Fill(None);
            int current = row, last = None;
            long reached = 0;
            while (true)
            {
                int next = None;
                for (int c = 0; c < columns; c++)
                {
                    if (done[c]) continue;
                    long through = reached + cost(current, c) - rowPrice[current] - columnPrice[c];
                    if (through < distance[c]) (distance[c], previous[c]) = (through, last);
                    if (next == None || distance[c] < distance[next]) next = c;
                }

                done[next] = true;
                (last, reached) = (next, distance[next]);
                if (columnToRow[next] == None) break;
                current = columnToRow[next];
            }

            rowPrice[row] += reached;
            for (int c = 0; c < columns; c++)
            {
                if (!done[c] || c == last) continue;
                columnPrice[c] += distance[c] - reached;
                rowPrice[columnToRow[c]] += reached - distance[c];
            }

            for (int column = last; column != None; column = previous[column])
            {
                int before = previous[column];
                columnToRow[column] = before == None ? row : columnToRow[before];
                rowToColumn[columnToRow[column]] = column;
            }
        }

        return (rowToColumn, columnToRow);
    }
}
