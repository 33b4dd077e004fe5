using AuditNode.Engine.Data;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Jobs;

namespace AuditNode.Node.Tests.Jobs;

public sealed class LocalDatasetTests : IDisposable
{
    private static readonly JobParty s_party = new("clinic", PartyRole.ComputingParty, [new JobColumn("age", 0, 100), new JobColumn("visits", 0, 10)]);
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Columns_come_in_the_order_of_the_job_scaled_by_its_bounds_and_clipped()
    {
        File.WriteAllText(_file, "visits,name,age\n0,a,50\n5,b,25\n20,c,100\n");

        LocalDataset dataset = Read(3);

        Assert.Equal([0, -0.5, 1], dataset.Columns[0]);
        Assert.Equal([-1, 0, 1], dataset.Columns[1]);
        Assert.Equal([0, -(1L << 31), 1L << 32], dataset.FixedPoint(0));
        Assert.Equal(new ClippingCount("visits", 0, 1), dataset.Clipping[1]);
        Assert.Null(dataset.Alignment.Identifiers);
    }

    [Theory]
    [InlineData("age\n1\n2\n3\n", DataError.MissingColumn)]
    [InlineData("age,visits\n1,2\n2,3\n", DataError.RecordCount)]
    [InlineData("age,visits\n1,2\n2,\n3,4\n", DataError.EmptyCell)]
    [InlineData("age,visits\n1,2\n2,x\n3,4\n", DataError.BadNumber)]
    [InlineData("age,visits\n1,2\n1,3\n1,4\n", DataError.ConstantColumn)]
    public void What_does_not_fit_the_job_is_refused_with_its_column(string text, DataError expected)
    {
        File.WriteAllText(_file, text);

        Assert.Equal(expected, Assert.Throws<DataException>(() => Read(3)).Error);
    }

    [Fact]
    public void Identifiers_are_compared_by_a_digest_that_is_different_in_every_job()
    {
        File.WriteAllText(_file, "id,age,visits\nx,1,2\ny,2,3\nz,3,4\n");

        RecordDigest first = Read(3, "id").Alignment, other = Read(3, "id", salt: 1).Alignment;

        Assert.Equal(first, Read(3, "id").Alignment);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void A_party_without_columns_reads_no_file() => Assert.Empty(LocalDataset.Read(
        new DatasetSource("none", "/does/not/exist", 0), s_party with { Columns = [] }, 5, new byte[32]).Columns);

    private LocalDataset Read(int records, string? identifier = null, byte salt = 0)
    {
        var bytes = new byte[32];
        bytes[0] = salt;
        return LocalDataset.Read(new DatasetSource("records", _file, 0) { Identifier = identifier }, s_party, records, bytes);
    }
}
