using System.Text;
using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class TableWriterTests
{
    [Fact]
    public void A_table_is_written_with_commas_LF_quotes_where_needed_and_no_byte_order_mark()
    {
        Table table = Csv.Read("age,name\n30,\"a,b\"\n0.1,\n", Csv.Age, ColumnSchema.Sensitive("name", imputed: ""));

        Assert.Equal("age,name\n30,\"a,b\"\n0.1,\n"u8.ToArray(), Bytes(table));
    }

    [Fact]
    public void Random_tables_are_read_back_bit_for_bit()
    {
        using var variates = new VariateStream(VariateStream.Seed(TestSeed.Value), "tests/writer");
        for (int round = 0; round < 300; round++)
        {
            Table table = Draw(variates);
            Table back = new TableReader(table.Schema).Read(new MemoryStream(Bytes(table)));

            Assert.True(Same(table, back), TestSeed.Describe(round));
        }
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.csv.gz")]
    public void A_file_replaces_the_one_before_and_nothing_else_is_left(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(name);
        Table first = new GaussianClusters(10, 2, 2).Generate(1).Table,
            second = new GaussianClusters(3000, 3, 2).Generate(TestSeed.Value).Table;
        TableWriter.Write(first, path);
        TableWriter.Write(second, path);

        Assert.True(Same(second, new TableReader(second.Schema).Read(path)));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_cancelled_or_failed_write_leaves_the_file_as_it_was_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("table.csv");
        File.WriteAllText(path, "before");
        Table table = new GaussianClusters(10, 2, 2).Generate(1).Table;
        var schema = new TableSchema([ColumnSchema.Sensitive("name")]);
        var broken = new Table(schema, [new TextColumn(schema.Columns[0], ["half \ud800 pair"])]);

        Assert.Throws<OperationCanceledException>(() => TableWriter.Write(table, path, new CancellationToken(canceled: true)));
        Assert.Equal(DataError.BadEncoding, Assert.Throws<DataException>(() => TableWriter.Write(broken, path)).Error);
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    internal static byte[] Bytes(Table table)
    {
        var bytes = new MemoryStream();
        TableWriter.Write(table, bytes);
        return bytes.ToArray();
    }

    internal static bool Same(Table x, Table y) => x.Schema.ToJson().AsSpan().SequenceEqual(y.Schema.ToJson()) &&
        x.Columns.Zip(y.Columns).All(p => p switch
    {
        (NumericColumn a, NumericColumn b) => Bits(a).SequenceEqual(Bits(b)),
        (CategoricalColumn a, CategoricalColumn b) => a.Codes.AsSpan().SequenceEqual(b.Codes),
        (LabelColumn a, LabelColumn b) => a.Classes.Select(c => a.ClassNames[c]).SequenceEqual(b.Classes.Select(c => b.ClassNames[c])),
        (TextColumn a, TextColumn b) => a.Cells.AsSpan().SequenceEqual(b.Cells),
        _ => false,
    });

    private static IEnumerable<long> Bits(NumericColumn column) => column.Values.Select(BitConverter.DoubleToInt64Bits);

    private static Table Draw(VariateStream variates)
    {
        int records = 1 + variates.NextInteger(20), count = 1 + variates.NextInteger(5);
        var schema = new TableSchema([.. Enumerable.Range(0, count).Select(i => variates.NextInteger(3) switch
        {
            0 => ColumnSchema.Numeric($"c{i}", -1, 1),
            1 => ColumnSchema.Categorical($"c,{i}", ["a", "b\"", " c ", "d,e"], CategoricalEncoding.OneHot),
            _ => ColumnSchema.Sensitive($"\"c\"{i}", imputed: ""),
        })]);
        return new Table(schema, [.. schema.Columns.Select(c => (Column)(c.Role switch
        {
            ColumnRole.Numeric => new NumericColumn(c, [.. Draw(records, () => DrawNumber(variates))]),
            ColumnRole.Categorical => new CategoricalColumn(c, [.. Draw(records, () => variates.NextInteger(4))]),
            _ => new TextColumn(c, [.. Draw(records, () => DrawText(variates))]),
        }))]);
    }

    private static IEnumerable<T> Draw<T>(int count, Func<T> draw) => Enumerable.Range(0, count).Select(_ => draw());

    private static double DrawNumber(VariateStream variates)
    {
        double value = BitConverter.UInt64BitsToDouble(variates.NextWord());
        return double.IsFinite(value) ? value : variates.NextNormal();
    }

    private static string DrawText(VariateStream variates)
    {
        const string Characters = "ab,;\"\"\n\r\t '#=\\\0é\u2028\uFEFF€";
        var text = new StringBuilder();
        for (int length = variates.NextInteger(12); length > 0; length--)
            text.Append(variates.NextInteger(20) == 0 ? "😀" : Characters[variates.NextInteger(Characters.Length)].ToString());
        return text.ToString();
    }
}
