namespace AuditNode.Engine.Data;

/// <summary>
/// How a file is written, and how much of it is read at most: a file that goes beyond is refused, so that a damaged or hostile one cannot
/// take more memory than its table (8 bytes a number, 4 a category, text as long as it is), twice while that grows, and about 100 bytes
/// for each character of the longest record.
/// </summary>
public sealed record TableReaderOptions
{
    /// <summary>What is between cells: one ASCII punctuation character or a tab, not a quote; a comma by default.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The most columns of a file, those that the schema does not name included. Default 4,096.</summary>
    public int MaximumColumns { get; init; } = TableSchema.MaximumColumns;

    /// <summary>The longest cell, in UTF-16 code units. Default 4,096.</summary>
    public int MaximumCellLength { get; init; } = 4096;

    /// <summary>
    /// The longest record (or header), in UTF-16 code units. Default 2^20. Checked before text is buffered, in steps of a few thousand: a
    /// record that is longer by less may pass.
    /// </summary>
    public int MaximumRecordLength { get; init; } = 1 << 20;

    /// <summary>The most records. Default 16,777,216.</summary>
    public int MaximumRecords { get; init; } = 1 << 24;

    /// <summary>The longest text of a file, unpacked, in UTF-16 code units. Default 2^30.</summary>
    public long MaximumCharacters { get; init; } = 1L << 30;

    internal void Check()
    {
        if (Delimiter is '"' or not ('\t' or (> ' ' and <= '~')) || char.IsAsciiLetterOrDigit(Delimiter) || "+-.".Contains(Delimiter))
            throw new ArgumentOutOfRangeException(nameof(Delimiter), Delimiter,
                "The delimiter is a tab or ASCII punctuation that no number contains.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumColumns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumCellLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumRecordLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumRecords, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumRecords, Array.MaxLength / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumCharacters, 1);
    }
}
