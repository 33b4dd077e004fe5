using System.Text;
using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class TableReaderBoundsTests
{
    // All that is ever allocated, for a record of 2^20 cells about a hundred bytes each; the text would take 2 GiB.
    private const long Modest = 256 << 20;
    private const long Huge = 1L << 30;

    [Theory]
    [InlineData("age\n", "7", "a number without end")]
    [InlineData("age\n\"", "x", "a quoted cell without end")]
    [InlineData("age\n\"", "\n", "a quoted cell of line breaks without end")]
    [InlineData("age\n1", ",", "a record of cells without end")]
    [InlineData("", "column,", "a header without end")]
    [InlineData("", "\"", "quotes without end")]
    [InlineData("", "a", "a name without end")]
    [InlineData("age\n", "1\n", "records without end")]
    public void A_text_without_end_is_refused_with_modest_memory(string start, string repeated, string what)
    {
        var text = new EndlessText(start, repeated, Huge);
        var options = new TableReaderOptions { MaximumRecords = 100_000 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataException e = Assert.Throws<DataException>(() => new TableReader(new TableSchema([Csv.Age]), options).Read(text));

        Assert.True(e.Error is DataError.TooLong or DataError.TooManyColumns or DataError.TooManyRecords or DataError.DuplicateColumn,
            $"{what}: {e.Error}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Modest, what);
        Assert.True(text.Given < 8 << 20, what);
    }

    [Fact]
    public void Every_bound_is_kept_to_the_last_unit()
    {
        TableReaderOptions exact = new() { MaximumColumns = 2, MaximumCellLength = 4, MaximumRecords = 2, MaximumCharacters = 18 };
        const string Text = "age,size\n1234,0\n1,"; // The second record's last cell is empty.
        ColumnSchema size = ColumnSchema.Numeric("size", -1, 1, imputed: 0);
        Table Read(TableReaderOptions options) => Csv.Read(Encoding.ASCII.GetBytes(Text), options, Csv.Age, size);

        Assert.Equal(2, Read(exact).RecordCount);
        Assert.Equal(DataError.TooManyColumns, Assert.Throws<DataException>(() => Read(exact with { MaximumColumns = 1 })).Error);
        Assert.Equal(DataError.TooLong, Assert.Throws<DataException>(() => Read(exact with { MaximumCellLength = 3 })).Error);
        Assert.Equal(DataError.TooManyRecords, Assert.Throws<DataException>(() => Read(exact with { MaximumRecords = 1 })).Error);
        Assert.Equal(DataError.TooLong, Assert.Throws<DataException>(() => Read(exact with { MaximumCharacters = 17 })).Error);
    }

    [Fact]
    public void A_long_record_within_the_bound_is_read_and_one_beyond_twice_the_bound_is_not()
    {
        var schema = new TableSchema([ColumnSchema.Sensitive("name")]);
        var options = new TableReaderOptions { MaximumCellLength = int.MaxValue / 2, MaximumRecordLength = 100_000 };
        Table Read(int length)
        {
            byte[] text = Encoding.ASCII.GetBytes("name\n" + new string('x', length) + "\n");
            return new TableReader(schema, options).Read(new MemoryStream(text));
        }


        Assert.Equal(100_000, Read(100_000).Text("name").Cells[0].Length);
        Assert.Equal(DataError.TooLong, Assert.Throws<DataException>(() => Read(200_000)).Error);
    }

    [Fact]
    public void Too_many_classes_are_refused()
    {
        string text = "k\n" + string.Concat(Enumerable.Range(0, LabelColumn.MaximumClasses + 1).Select(i => $"c{i}\n"));

        DataException e = Csv.Refused(text, ColumnSchema.Label("k"));
        Assert.Equal((DataError.TooManyClasses, LabelColumn.MaximumClasses + 2), (e.Error, e.Line));
    }

    [Fact]
    public void Random_bytes_and_mutated_files_give_a_table_or_a_data_exception_and_nothing_else()
    {
        using var variates = new VariateStream(VariateStream.Seed(TestSeed.Value), "tests/fuzz");
        var reader = new TableReader(new TableSchema([Csv.Age, ColumnSchema.Sensitive("name", imputed: ""), ColumnSchema.Label("k")]),
            new TableReaderOptions { MaximumCellLength = 50, MaximumRecordLength = 200, MaximumColumns = 10 });
        byte[] valid = Encoding.UTF8.GetBytes("age,name,k\n1,Ann,a\n2.5,\"B, \"\"o\"\"\",b\r\n3e1,\"two\nlines\",a\n");
        byte[] telling = Encoding.ASCII.GetBytes(",,,\"\"\"\n\n\r\0-+.eEnNaAiI;\t 0123456789\u007f");
        int tables = 0, refusals = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] text = round % 4 == 0 ? new byte[variates.NextInteger(300)] : [.. valid];
            int changes = round % 4 == 0 ? text.Length : 1 + variates.NextInteger(6);
            for (int change = 0; change < changes; change++)
            {
                byte value = variates.NextInteger(8) == 0 ? (byte)variates.NextInteger(256) : telling[variates.NextInteger(telling.Length)];
                text[round % 4 == 0 ? change : variates.NextInteger(text.Length)] = value;
            }

            try
            {
                Table table = reader.Read(new MemoryStream(text, 0,
                    text.Length - (round % 3 == 0 ? variates.NextInteger(text.Length + 1) : 0)));
                tables++;
                Assert.True(table.Columns.All(c => c.Count == table.RecordCount) && table.Numeric("age").Values.All(double.IsFinite),
                    TestSeed.Describe(round));
            }
            catch (DataException e)
            {
                refusals++;
                Assert.True(e.Range.Length > 0 && e.Remedy.Length > 0 && e.InnerException is null, TestSeed.Describe(round));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{e.GetType().Name} {TestSeed.Describe(round)}\n{e}");
            }
        }

        Assert.True(tables > 100 && refusals > 100, TestSeed.Describe(0));
    }

    /// <summary>A start and then the same text again and again.</summary>
    private sealed class EndlessText(string start, string repeated, long length) : Stream
    {
        private readonly byte[] _start = Encoding.ASCII.GetBytes(start);
        private readonly byte[] _repeated = Encoding.ASCII.GetBytes(repeated);

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = (int)Math.Min(count, length - Given);
            for (int i = 0; i < given; i++, Given++)
                buffer[offset + i] = Given < _start.Length ? _start[Given] : _repeated[(Given - _start.Length) % _repeated.Length];
            return given;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
