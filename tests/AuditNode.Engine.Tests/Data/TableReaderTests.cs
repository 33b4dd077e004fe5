using System.IO.Compression;
using System.Text;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

public class TableReaderTests
{
    private static readonly ColumnSchema Colour = ColumnSchema.Categorical("colour", ["red", "green", "blue"], CategoricalEncoding.OneHot);

    [Fact]
    public void Every_role_is_read_into_its_type_of_column()
    {
        Table table = Csv.Read("id,age,colour,name,kind\nr1,30,green,Ann,b\nr2,41.5,red,Bo,a\nr3,7,green,Cy,b\n",
            ColumnSchema.Identifier("id"), Csv.Age, Colour, ColumnSchema.Sensitive("name"), ColumnSchema.Label("kind"));

        Assert.Equal(3, table.RecordCount);
        Assert.Equal([30, 41.5, 7], table.Numeric("age").Values);
        Assert.Equal([1, 0, 1], table.Categorical("colour").Codes);
        Assert.Equal(["Ann", "Bo", "Cy"], table.Text("name").Cells);
        Assert.Equal(["r1", "r2", "r3"], table.Identifier!.Cells);
        Assert.Equal(["a", "b"], table.Label!.ClassNames);
        Assert.Equal([1, 0, 1], table.Label.Classes);
    }

    [Fact]
    public void Columns_come_in_the_schemas_order_and_others_are_passed_over()
    {
        Table table = Csv.Read("size,other,age\n0.5,x,30\n0.25,\"y,z\",31\n", Csv.Age, Csv.Size);

        Assert.Equal([30, 31], ((NumericColumn)table.Columns[0]).Values);
        Assert.Equal([0.5, 0.25], ((NumericColumn)table.Columns[1]).Values);
    }

    [Theory]
    [InlineData("age,size\n30,0.5\n31,-0.5\n")]
    [InlineData("age,size\n30,0.5\n31,-0.5")]
    [InlineData("age,size\r\n30,0.5\r\n31,-0.5\r\n")]
    [InlineData("age,size\r30,0.5\r31,-0.5\r")]
    [InlineData("\uFEFFage,size\n30,0.5\n31,-0.5\n")]
    [InlineData("\"age\",\"size\"\n\"30\",\"0.5\"\n\"31\",\"-0.5\"\n")]
    [InlineData("age,size\n 30 , +5e-1\n3.1e1,-.5\n")]
    public void Line_ends_quotes_byte_order_mark_and_spellings_of_numbers_do_not_matter(string text)
    {
        Table table = Csv.Read(text, Csv.Age, Csv.Size);

        Assert.Equal([30, 31], table.Numeric("age").Values);
        Assert.Equal([0.5, -0.5], table.Numeric("size").Values);
    }

    [Fact]
    public void Quoted_cells_keep_delimiters_quotes_line_breaks_and_blanks()
    {
        Table table = Csv.Read("name,age\n\"a,b\",1\n\"say \"\"so\"\"\",2\n\"two\nlines\",3\n\" blank \",4\n",
            ColumnSchema.Sensitive("name"), Csv.Age);

        Assert.Equal(["a,b", "say \"so\"", "two\nlines", " blank "], table.Text("name").Cells);
        Assert.Equal([1, 2, 3, 4], table.Numeric("age").Values);
    }

    [Fact]
    public void Another_delimiter_is_read_where_the_options_say_so()
    {
        Table table = Csv.Read("age;size\n30;0.5\n"u8.ToArray(), new TableReaderOptions { Delimiter = ';' }, Csv.Age, Csv.Size);

        Assert.Equal([0.5], table.Numeric("size").Values);
    }

    [Fact]
    public void Agreed_constants_stand_for_empty_cells_and_are_counted()
    {
        Table table = Csv.Read("age,colour,name\n,red,x\n5,,\n \t,blue,y\n", ColumnSchema.Numeric("age", 0, 120, imputed: 40),
            ColumnSchema.Categorical("colour", ["red", "blue"], CategoricalEncoding.Ordinal, imputed: "blue"),
            ColumnSchema.Sensitive("name", imputed: ""));

        Assert.Equal([40, 5, 40], table.Numeric("age").Values);
        Assert.Equal([0, 1, 1], table.Categorical("colour").Codes);
        Assert.Equal(["x", "", "y"], table.Text("name").Cells);
        Assert.Equal([2, 1, 1], table.Columns.Select(c => c.ImputedCount));
    }

    [Fact]
    public void An_empty_line_is_an_empty_cell_of_a_file_with_one_column()
    {
        Assert.Equal([1, 40, 2], Csv.Read("age\n1\n\n2\n", ColumnSchema.Numeric("age", 0, 120, imputed: 40)).Numeric("age").Values);
        Assert.Equal(DataError.EmptyCell, Csv.Refused("age\n1\n\n2\n", Csv.Age).Error);
    }

    [Fact]
    public void Class_names_are_in_the_order_of_their_numbers_where_all_are_whole_numbers()
    {
        Assert.Equal(["-1", "2", "10"], Csv.Read("k\n10\n2\n-1\n", ColumnSchema.Label("k")).Label!.ClassNames);
        Assert.Equal(["01", "10", "2"], Csv.Read("k\n10\n2\n01\n", ColumnSchema.Label("k")).Label!.ClassNames);
        Assert.Equal(["2", "10", "x"], Csv.Read("k\n10\n2\n", ColumnSchema.Label("k", ["2", "10", "x"])).Label!.ClassNames);
    }

    [Theory]
    [InlineData("plain.csv")]
    [InlineData("packed.csv.gz")]
    public void A_file_is_unpacked_where_its_name_ends_in_gz(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(name);
        using (Stream file = File.Create(path))
        using (Stream text = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file)
            text.Write("age\n30\n"u8);

        Assert.Equal([30], new TableReader(new TableSchema([Csv.Age])).Read(path).Numeric("age").Values);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new TableReader(new TableSchema([Csv.Age])).Read(new MemoryStream(Encoding.UTF8.GetBytes("age\n1\n")), cancelled.Token));
    }
}
