using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AuditNode.Engine.Data.Reading;

/// <summary>Splits bounded text into records and cells, and turns what goes wrong into <see cref="DataException"/>.</summary>
internal sealed class RecordReader : IDisposable
{
    private readonly TableReaderOptions _options;
    private readonly BoundedTextReader _text;
    private readonly CsvParser _parser;

    public RecordReader(TextReader text, TableReaderOptions options)
    {
        options.Check();
        _options = options;
        _text = new BoundedTextReader(text, options.MaximumRecordLength, options.MaximumCharacters);
        _parser = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter.ToString(),
            Mode = CsvMode.RFC4180,
            MaxFieldSize = options.MaximumCellLength,
            BadDataFound = _ => throw BadQuotes(),

            // A blank line is a record with one empty cell. Passing over it would hide a record that is missing.
            IgnoreBlankLines = false,
            AllowComments = false,
            DetectDelimiter = false,
            TrimOptions = TrimOptions.None,
            ExceptionMessagesContainRawData = false,
        });
    }

    /// <summary>The first line of the record, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The number of cells of the record.</summary>
    public int CellCount => _parser.Count;

    /// <summary>Moves to the next record; false at the end.</summary>
    public bool Read()
    {
        Line = _parser.RawRow + 1;
        _text.StartRecord();
        try
        {
            if (!_parser.Read()) return false;
        }
        catch (TextTooLongException e)
        {
            throw TooLong("the text goes on for too long", e.Range);
        }
        catch (MaxFieldSizeException)
        {
            throw TooLongCell();
        }
        catch (DecoderFallbackException)
        {
            throw new DataException(DataError.BadEncoding, "here or further down the text is not UTF-8",
                "UTF-8, with or without a byte order mark",
                "save the file as UTF-8; unpack it first, or name it .gz, if it is compressed", line: Line);
        }

        if (_parser.Count > _options.MaximumColumns)
        {
            throw new DataException(DataError.TooManyColumns, $"there are {_parser.Count} cells",
                $"at most {_options.MaximumColumns} columns",
                "leave columns out or raise the bound", line: Line);
        }

        return true;
    }

    /// <summary>A cell of the record, without its quotes.</summary>
    public string Cell(int index)
    {
        string cell = _parser[index];
        return cell.Length <= _options.MaximumCellLength ? cell : throw TooLongCell();
    }

    public void Dispose() => _parser.Dispose();

    // The parser's own exceptions carry the record, so they are not kept as inner exceptions.
    private DataException BadQuotes() => new(DataError.BadQuotes, "a quote is not closed, or is inside a cell that is not quoted",
        "cells that contain quotes, delimiters or line breaks in quotes, with their own quotes doubled", "correct the quotes", line: Line);

    private DataException TooLongCell() => TooLong("a cell is too long", $"at most {_options.MaximumCellLength} characters");

    private DataException TooLong(string problem, string range) => new(DataError.TooLong, problem, range,
        "check that this is the right file and that every quote is closed, or raise the bound", line: Line);
}
