using System.Globalization;
using System.Text;

namespace AuditNode.Engine.Data;

/// <summary>
/// Data that cannot be used. Says where, what is allowed there and what to do about it, and never what the cell contains: records are
/// private, and messages end up in logs. For the same reason no name from the file is repeated, only names from the schema.
/// </summary>
public sealed class DataException : Exception
{
    /// <summary>Describes a fault.</summary>
    /// <param name="error">The kind of fault.</param>
    /// <param name="problem">What is wrong, a clause without a full stop and without any cell's content.</param>
    /// <param name="range">What is allowed instead.</param>
    /// <param name="remedy">What to do, a clause without a full stop.</param>
    /// <param name="column">The column's name in the schema, where one is at fault.</param>
    /// <param name="line">The line, from 1 (the header), where one is at fault.</param>
    public DataException(DataError error, string problem, string range, string remedy, string? column = null, long? line = null)
        : base(Describe(problem, range, remedy, column, line))
    {
        Error = error;
        Column = column;
        Line = line;
        Range = range;
        Remedy = remedy;
    }

    /// <summary>The kind of fault.</summary>
    public DataError Error { get; }

    /// <summary>The column's name in the schema, or null where no single column is at fault.</summary>
    public string? Column { get; }

    /// <summary>
    /// The line, from 1 (the header), or null where no single line is at fault. For a record of several lines, its first.
    /// </summary>
    public long? Line { get; }

    /// <summary>What is allowed.</summary>
    public string Range { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    private static string Describe(string problem, string range, string remedy, string? column, long? line)
    {
        var text = new StringBuilder();
        if (line is { } number) text.Append(CultureInfo.InvariantCulture, $"Line {number}: ");
        if (column is not null) text.Append(CultureInfo.InvariantCulture, $"Column '{column}': ");
        return text.Append(CultureInfo.InvariantCulture, $"{problem}. Allowed: {range}. Remedy: {remedy}.").ToString();
    }
}
