using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

public class RecordAlignmentTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, RecordAlignment.SaltLength).Select(i => (byte)(i + 1))];

    [Fact]
    public void Files_with_the_same_identifiers_in_the_same_order_are_aligned_whatever_else_they_contain()
    {
        Table a = Csv.Read("id,age\nr1,1\nr2,2\n", ColumnSchema.Identifier("id"), Csv.Age);
        Table b = Csv.Read("size,key\n0.5,r1\n0.7,r2\n", Csv.Size, ColumnSchema.Identifier("key"));

        RecordAlignment.Check(RecordAlignment.Digest(a, Salt), RecordAlignment.Digest(b, Salt), "B");
    }

    [Theory]
    [InlineData("r2\nr1\n", DataError.RecordOrder)]
    [InlineData("r1\nr3\n", DataError.RecordOrder)]
    [InlineData("r1r\n2\n", DataError.RecordOrder)]
    [InlineData("r1\nR2\n", DataError.RecordOrder)]
    [InlineData("r1\n", DataError.RecordCount)]
    [InlineData("r1\nr2\nr2\n", DataError.RecordCount)]
    public void Other_identifiers_orders_and_counts_are_refused(string identifiers, DataError error)
    {
        Table a = Csv.Read("id\nr1\nr2\n", ColumnSchema.Identifier("id")),
            b = Csv.Read("id\n" + identifiers, ColumnSchema.Identifier("id"));

        DataException e = Assert.Throws<DataException>(() =>
            RecordAlignment.Check(RecordAlignment.Digest(a, Salt), RecordAlignment.Digest(b, Salt), "B"));
        Assert.Equal(error, e.Error);
        Assert.Contains("'B'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_identifiers_only_the_counts_are_compared_and_identifiers_on_one_side_only_are_refused()
    {
        Table with = Csv.Read("id,age\nr1,1\nr2,2\n", ColumnSchema.Identifier("id"), Csv.Age), without = with.Select("age");
        RecordDigest own = RecordAlignment.Digest(without, Salt);

        Assert.Null(own.Identifiers);
        RecordAlignment.Check(own, RecordAlignment.Digest(without, Salt), "B");
        Assert.Equal(DataError.RecordOrder, Assert.Throws<DataException>(() =>
            RecordAlignment.Check(own, RecordAlignment.Digest(with, Salt), "B")).Error);
        Assert.Equal(DataError.RecordCount, Assert.Throws<DataException>(() =>
            RecordAlignment.Check(own, new RecordDigest(3, null), "B")).Error);
    }

    [Fact]
    public void Digests_of_one_file_under_two_salts_have_nothing_in_common()
    {
        Table table = Csv.Read("id\nr1\n", ColumnSchema.Identifier("id"));
        byte[] other = [.. Salt];
        other[0] ^= 1;

        Assert.NotEqual(RecordAlignment.Digest(table, Salt).Identifiers, RecordAlignment.Digest(table, other).Identifiers);
        Assert.Throws<ArgumentException>(() => RecordAlignment.Digest(table, Salt.AsSpan(1)));
    }
}
