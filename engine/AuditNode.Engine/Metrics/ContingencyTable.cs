namespace AuditNode.Engine.Metrics;

/// <summary>How many records have each pair of labels of two partitions: rows are those of the first, columns those of the second.</summary>
public sealed class ContingencyTable
{
    /// <summary>The most different labels of a partition.</summary>
    public const int MaximumLabels = 4096;

    private readonly long[,] _cells;

    private ContingencyTable(long[,] cells, long records)
    {
        _cells = cells;
        RecordCount = records;
        RowSums = [.. Enumerable.Range(0, RowCount).Select(r => Enumerable.Range(0, ColumnCount).Sum(c => cells[r, c]))];
        ColumnSums = [.. Enumerable.Range(0, ColumnCount).Select(c => Enumerable.Range(0, RowCount).Sum(r => cells[r, c]))];
    }

    /// <summary>n.</summary>
    public long RecordCount { get; }

    /// <summary>Different labels of the first partition.</summary>
    public int RowCount => _cells.GetLength(0);

    /// <summary>Different labels of the second partition.</summary>
    public int ColumnCount => _cells.GetLength(1);

    /// <summary>Records with each label of the first partition.</summary>
    public IReadOnlyList<long> RowSums { get; }

    /// <summary>Records with each label of the second partition.</summary>
    public IReadOnlyList<long> ColumnSums { get; }

    /// <summary>Records with a pair of labels, numbered in the order of their first appearance.</summary>
    public long this[int row, int column] => _cells[row, column];

    /// <summary>Counts.</summary>
    /// <param name="first">A label for each of n records: any integers, at most <see cref="MaximumLabels"/> different ones.</param>
    /// <param name="second">Another one for each of the same records.</param>
    /// <exception cref="ArgumentException">There are no records, the lengths differ, or there are too many labels.</exception>
    public static ContingencyTable Create(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length == 0 || first.Length != second.Length)
            throw new ArgumentException($"There are {first.Length} first and {second.Length} second labels; there must be as many, at least one.", nameof(second));
        int[] rows = Number(first, nameof(first), out int rowCount), columns = Number(second, nameof(second), out int columnCount);
        var cells = new long[rowCount, columnCount];
        for (int i = 0; i < rows.Length; i++) cells[rows[i], columns[i]]++;
        return new ContingencyTable(cells, rows.Length);
    }

    private static int[] Number(ReadOnlySpan<int> labels, string name, out int count)
    {
        var numbers = new Dictionary<int, int>();
        var numbered = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i], out int number))
            {
                if (numbers.Count == MaximumLabels) throw new ArgumentException($"There are more than {MaximumLabels} different labels.", name);
                numbers.Add(labels[i], number = numbers.Count);
            }

            numbered[i] = number;
        }

        count = numbers.Count;
        return numbered;
    }
}
