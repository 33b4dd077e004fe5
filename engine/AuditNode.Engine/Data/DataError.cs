namespace AuditNode.Engine.Data;

/// <summary>What is wrong with data, a schema or the parties' data together.</summary>
public enum DataError
{
    /// <summary>The file cannot be opened or read.</summary>
    Unreadable,

    /// <summary>A .gz file is not gzip, or is damaged or cut off.</summary>
    BadArchive,

    /// <summary>The text is not UTF-8.</summary>
    BadEncoding,

    /// <summary>There is no header line, or no record after it.</summary>
    EmptyFile,

    /// <summary>A column of the schema is not in the header.</summary>
    MissingColumn,

    /// <summary>Two columns have the same name.</summary>
    DuplicateColumn,

    /// <summary>There are more columns than allowed.</summary>
    TooManyColumns,

    /// <summary>There are more records than allowed.</summary>
    TooManyRecords,

    /// <summary>A cell, a record or the whole text is longer than allowed.</summary>
    TooLong,

    /// <summary>A record has more or fewer cells than the header.</summary>
    WrongCellCount,

    /// <summary>A quoted cell is not closed, or there is a quote inside a cell that is not quoted.</summary>
    BadQuotes,

    /// <summary>A cell is empty and the schema names no constant for that.</summary>
    EmptyCell,

    /// <summary>A cell of a numeric column is not a number.</summary>
    BadNumber,

    /// <summary>A number is NaN, infinite, or too large for a double.</summary>
    NotFinite,

    /// <summary>A cell is not in the column's closed list.</summary>
    UnknownCategory,

    /// <summary>There are more classes than allowed.</summary>
    TooManyClasses,

    /// <summary>A schema, or a part of it, is not valid.</summary>
    BadSchema,

    /// <summary>Bounds are not finite, or leave no room between them.</summary>
    BadBounds,

    /// <summary>A numeric column has the same value in every record.</summary>
    ConstantColumn,

    /// <summary>Columns are not dealt to the parties as they have to be.</summary>
    BadPartition,

    /// <summary>The parties have different numbers of records.</summary>
    RecordCount,

    /// <summary>The parties' identifiers are not the same in the same order.</summary>
    RecordOrder,
}
