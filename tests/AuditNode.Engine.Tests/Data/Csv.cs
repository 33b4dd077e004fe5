using System.Text;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

/// <summary>Short ways to read text in tests.</summary>
internal static class Csv
{
    public static readonly ColumnSchema Age = ColumnSchema.Numeric("age", 0, 120);
    public static readonly ColumnSchema Size = ColumnSchema.Numeric("size", -1, 1);

    public static Table Read(string text, params IReadOnlyList<ColumnSchema> columns) => Read(Encoding.UTF8.GetBytes(text), columns);

    public static Table Read(byte[] text, params IReadOnlyList<ColumnSchema> columns) => Read(text, null, columns);

    public static Table Read(byte[] text, TableReaderOptions? options, params IReadOnlyList<ColumnSchema> columns) =>
        new TableReader(new TableSchema(columns), options).Read(new MemoryStream(text));

    public static DataException Refused(string text, params IReadOnlyList<ColumnSchema> columns) =>
        Assert.Throws<DataException>(() => Read(text, columns));
}
