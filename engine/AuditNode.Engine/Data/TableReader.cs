using System.Text;
using AuditNode.Engine.Data.Reading;

namespace AuditNode.Engine.Data;

/// <summary>
/// Reads tables from CSV (RFC 4180, UTF-8 with or without a byte order mark, lines that end in LF, CRLF or CR, one header line), record by
/// record: beyond the table itself it holds one record. Records keep their order; none is ever left out, since that would shift
/// the party's records against everyone else's.
/// </summary>
/// <param name="schema">The columns to read. Others may be in the file: they are checked for quotes and lengths, and passed over.</param>
/// <param name="options">The bounds; null for the defaults.</param>
public sealed class TableReader(TableSchema schema, TableReaderOptions? options = null)
{
    private readonly TableReaderOptions _options = options ?? new TableReaderOptions();

    /// <summary>Reads a file, unpacking it where its name ends in .gz.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="DataException">The file cannot be read, goes beyond a bound, or does not fit the schema.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Table Read(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return Read(file, cancellationToken);
            using var unpacked = new GzipMember(file);
            return Read(unpacked, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new DataException(DataError.BadArchive, "the file is not gzip, or is damaged or cut off",
                "a gzip file of one member where the name ends in .gz",
                "copy the file again, pack it again as a whole, or correct its name");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException(DataError.Unreadable, $"the file cannot be read ({e.GetType().Name})",
                "an existing file that this process may read",
                "check the name and the permissions");
        }
    }

    /// <summary>Reads unpacked text.</summary>
    /// <param name="text">CSV; read to its end, not closed.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="DataException">The text goes beyond a bound or does not fit the schema.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Table Read(Stream text, CancellationToken cancellationToken = default)
    {
        // No other encoding is guessed: a file in another one would be read as other names and categories than were agreed.
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        using var decoded = new StreamReader(text, strict, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        using var records = new RecordReader(decoded, _options);
        return Read(records, cancellationToken);
    }

    private Table Read(RecordReader records, CancellationToken cancellationToken)
    {
        var header = Header.Read(records, schema, _options);
        ColumnBuilder[] builders = [.. schema.Columns.Select(ColumnBuilder.For)];
        int count = 0;
        while (records.Read())
        {
            if (count == _options.MaximumRecords)
            {
                throw new DataException(DataError.TooManyRecords, "there are too many records",
                    $"at most {_options.MaximumRecords} records",
                    "split the data or raise the bound", line: records.Line);
            }

            if ((count++ & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (records.CellCount != header.ColumnCount)
            {
                throw new DataException(DataError.WrongCellCount, $"the record has {records.CellCount} cells",
                    $"{header.ColumnCount} cells, as in the header",
                    "correct the line: quote cells that contain the delimiter, and leave no blank line", line: records.Line);
            }

            // Every cell is unquoted, wanted or not: an unclosed quote in a cell that is passed over would swallow the records after it.
            for (int i = 0; i < records.CellCount; i++)
            {
                string cell = records.Cell(i);
                if (header.Target(i) is >= 0 and int target) builders[target].Append(cell, records.Line);
            }
        }

        if (count == 0)
            throw new DataException(DataError.EmptyFile, "there is no record after the header", "at least one record",
                "check that this is the right file");
        return new Table(schema, [.. builders.Select(b => b.Build())]);
    }
}
