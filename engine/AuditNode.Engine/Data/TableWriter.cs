using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AuditNode.Engine.Data;

/// <summary>
/// Writes tables as CSV that <see cref="TableReader"/> reads back unchanged: UTF-8 without a byte order mark, commas, LF, numbers with as
/// many digits as their bits need. The same table gives the same text on every machine.
/// </summary>
public static class TableWriter
{
    /// <summary>
    /// Writes a file, packed where its name ends in .gz. It appears under its name, and replaces another of the name, only when it is
    /// complete and on disk. On Unix only its owner may read it.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="cancellationToken">Stops between two records; no file is left.</param>
    /// <exception cref="DataException">A cell is not valid Unicode.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(Table table, string path, CancellationToken cancellationToken = default)
    {
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        bool complete = false;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                {
                    using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                    Write(table, packed, cancellationToken);
                }
                else
                {
                    Write(table, file, cancellationToken);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            complete = true;
        }
        finally
        {
            if (!complete) File.Delete(temporary);
        }
    }

    /// <summary>Writes text that is not packed.</summary>
    /// <param name="table">The table.</param>
    /// <param name="destination">Receives the text; not closed.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="DataException">A cell is not valid Unicode.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(Table table, Stream destination, CancellationToken cancellationToken = default)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            using var text = new StreamWriter(destination, strict, bufferSize: 1 << 16, leaveOpen: true);
            using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ",",
                NewLine = "\n",
                ShouldQuote = cell => NeedsQuotes(cell.Field ?? ""),
            });
            foreach (ColumnSchema column in table.Schema.Columns) csv.WriteField(column.Name);
            csv.NextRecord();
            for (int record = 0; record < table.RecordCount; record++)
            {
                if ((record & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
                foreach (Column column in table.Columns) csv.WriteField(Format(column, record));
                csv.NextRecord();
            }
        }
        catch (EncoderFallbackException)
        {
            // The encoder's own message names the character.
            throw new DataException(DataError.BadEncoding, "a cell has half a surrogate pair", "valid Unicode", "correct the text");
        }
    }

    // More than the package's own rule, which leaves a carriage return bare. A byte order mark at the start of the file would not be a
    // cell's.
    private static bool NeedsQuotes(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") || cell.StartsWith('\uFEFF') ||
        (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])));

    private static string Format(Column column, int record) => column switch
    {
        NumericColumn numeric => numeric.Values[record].ToString("R", CultureInfo.InvariantCulture),
        CategoricalColumn categorical => categorical.Schema.Categories![categorical.Codes[record]],
        LabelColumn label => label.ClassNames[label.Classes[record]],
        TextColumn text => text.Cells[record],
        _ => throw new NotSupportedException($"Columns of type {column.GetType().Name} are not written."),
    };
}
