using System.IO.Compression;
using System.Text;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

public class TableReaderErrorTests
{
    private static readonly ColumnSchema Colour = ColumnSchema.Categorical("colour", ["red", "green"], CategoricalEncoding.OneHot);

    [Fact]
    public void A_bad_number_is_refused_with_its_line_column_range_and_remedy()
    {
        DataException e = Csv.Refused("age,size\n30,0.5\n31,half\n", Csv.Age, Csv.Size);

        Assert.Equal((DataError.BadNumber, 3, "size"), (e.Error, e.Line, e.Column));
        Assert.Contains("-1 to 1", e.Range, StringComparison.Ordinal);
        Assert.Contains("Line 3", e.Message, StringComparison.Ordinal);
        Assert.Contains("'size'", e.Message, StringComparison.Ordinal);
        Assert.Contains(e.Remedy, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("1e")]
    [InlineData("(5)")]
    [InlineData("5%")]
    [InlineData("1\0")]
    [InlineData("\u0661")]
    public void What_is_no_plain_decimal_number_is_refused(string cell) =>
        Assert.Equal(DataError.BadNumber, Csv.Refused($"age,size\n\"{cell}\",0\n", Csv.Age, Csv.Size).Error);

    [Theory]
    [InlineData("NaN")]
    [InlineData("-nan")]
    [InlineData("Infinity")]
    [InlineData("-infinity")]
    [InlineData("1e999")]
    public void NaN_infinity_and_numbers_beyond_a_double_are_refused(string cell)
    {
        DataException e = Csv.Refused($"age\n1\n{cell}\n", Csv.Age);

        Assert.Equal((DataError.NotFinite, 3, "age"), (e.Error, e.Line, e.Column));
    }

    [Fact]
    public void A_missing_column_is_refused_before_any_record_is_read()
    {
        DataException e = Csv.Refused("age,Size\nx,y,z\n", Csv.Age, Csv.Size);

        Assert.Equal((DataError.MissingColumn, "size"), (e.Error, e.Column));
    }

    [Theory]
    [InlineData("age,size,age\n", "age")]
    [InlineData("age,size,other,other\n", null)]
    [InlineData("age,size,,\n", null)]
    public void A_column_that_appears_twice_is_refused_whether_it_is_wanted_or_not(string text, string? column)
    {
        DataException e = Csv.Refused(text, Csv.Age, Csv.Size);

        Assert.Equal((DataError.DuplicateColumn, column), (e.Error, e.Column));
    }

    [Theory]
    [InlineData("", DataError.EmptyFile)]
    [InlineData("\uFEFF", DataError.EmptyFile)]
    [InlineData("age,size", DataError.EmptyFile)]
    [InlineData("age,size\n", DataError.EmptyFile)]
    [InlineData("\n", DataError.MissingColumn)]
    [InlineData("age,size\n1,2\n3\n", DataError.WrongCellCount)]
    [InlineData("age,size\n1,2,3\n", DataError.WrongCellCount)]
    [InlineData("age,size\n1,2\n\n3,4\n", DataError.WrongCellCount)]
    [InlineData("age,size\n1,\n", DataError.EmptyCell)]
    [InlineData("age,size\n1,\"2\n3,4\n", DataError.BadQuotes)]
    [InlineData("age,size\n1,2\"\n", DataError.BadQuotes)]
    [InlineData("age,size\n1,\"2\"x\n", DataError.BadQuotes)]
    public void Empty_ragged_and_wrongly_quoted_files_are_refused(string text, DataError error) =>
        Assert.Equal(error, Csv.Refused(text, Csv.Age, Csv.Size).Error);

    [Fact]
    public void An_unclosed_quote_in_a_column_that_is_passed_over_is_refused_since_it_swallows_records() =>
        Assert.Equal(DataError.BadQuotes, Csv.Refused("age,note\n1,a\n2,\"b\n3,c\n4,d\n", Csv.Age).Error);

    [Fact]
    public void The_line_of_a_record_is_its_first_even_after_records_of_several_lines()
    {
        DataException e = Csv.Refused("name,age\n\"a\n\nb\",1\n\"c\nd\",x\n", ColumnSchema.Sensitive("name"), Csv.Age);

        Assert.Equal(5, e.Line);
    }

    [Fact]
    public void A_category_outside_the_agreed_list_is_refused_with_the_list()
    {
        DataException e = Csv.Refused("colour\nred\nRed\n", Colour);

        Assert.Equal((DataError.UnknownCategory, 3, "colour"), (e.Error, e.Line, e.Column));
        Assert.Contains("red, green", e.Range, StringComparison.Ordinal);
        Assert.Equal(DataError.UnknownCategory, Csv.Refused("k\na\nc\n", ColumnSchema.Label("k", ["a", "b"])).Error);
    }

    [Theory]
    [InlineData("age,colour,id\n1,red,a\nSECRET,red,b\n")]
    [InlineData("age,colour,id\n1,red,a\n1,SECRET,b\n")]
    [InlineData("age,colour,id\n1,SECRET\"x,b\n")]
    [InlineData("age,colour,id\n1,red,\"SECRET\n")]
    [InlineData("age,colour,id\n1,red\nSECRET\n")]
    [InlineData("age,colour,id\n1e999SECRET,red,a\n")]
    [InlineData("SECRET,SECRET,30\n")]
    [InlineData("SECRET,33,44\n")]
    public void No_error_repeats_what_a_cell_contains(string text)
    {
        DataException e = Csv.Refused(text, Csv.Age, Colour, ColumnSchema.Identifier("id"));

        Assert.DoesNotContain("SECRET", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        foreach (Encoding encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1])
        {
            byte[] text = [.. encoding.GetPreamble(), .. encoding.GetBytes("name\nMüller\n")];
            DataException e = Assert.Throws<DataException>(() => Csv.Read(text, ColumnSchema.Sensitive("name")));
            Assert.Equal(DataError.BadEncoding, e.Error);
        }
    }

    [Fact]
    public void A_packed_file_without_its_ending_and_an_unpacked_one_with_it_are_refused()
    {
        using var folder = new TemporaryFolder();
        string packed = folder.File("packed.csv"), plain = folder.File("plain.csv.gz");
        File.WriteAllBytes(packed, Pack("age\n30\n"));
        File.WriteAllText(plain, "age\n30\n31\n32\n33\n34\n35\n");
        var reader = new TableReader(new TableSchema([Csv.Age]));

        Assert.Equal(DataError.BadEncoding, Assert.Throws<DataException>(() => reader.Read(packed)).Error);
        Assert.Equal(DataError.BadArchive, Assert.Throws<DataException>(() => reader.Read(plain)).Error);
    }

    [Fact]
    public void A_packed_file_that_is_cut_off_altered_or_continued_is_refused_rather_than_read_in_part()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Pack("age\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 37 % 101}\n")));
        string path = folder.File("records.csv.gz");
        var reader = new TableReader(new TableSchema([Csv.Age]));
        File.WriteAllBytes(path, whole);
        Assert.Equal(5000, reader.Read(path).RecordCount);

        byte[] altered = [.. whole];
        altered[^6] ^= 1;
        List<byte[]> damaged = [altered, [.. whole, 0, 0, 0, 0, 1], [.. whole, .. Pack("1\n")], []];
        damaged.AddRange(new[] { 1, 4, 8, 9, 30, whole.Length / 2, whole.Length - 12, whole.Length - 1 }.Select(cut => whole[..^cut]));
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Equal(DataError.BadArchive, Assert.Throws<DataException>(() => reader.Read(path)).Error);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_refused_without_its_path()
    {
        using var folder = new TemporaryFolder();
        var reader = new TableReader(new TableSchema([Csv.Age]));

        DataException e = Assert.Throws<DataException>(() => reader.Read(folder.File("absent.csv")));
        Assert.Equal(DataError.Unreadable, e.Error);
        Assert.DoesNotContain(folder.Path, e.Message, StringComparison.Ordinal);
        Assert.Equal(DataError.Unreadable, Assert.Throws<DataException>(() => reader.Read(folder.Path)).Error);
    }

    private static byte[] Pack(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
