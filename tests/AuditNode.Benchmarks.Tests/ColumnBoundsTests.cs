using AuditNode.Benchmarks.KMeans.CommandLine;

namespace AuditNode.Benchmarks.Tests;

public sealed class ColumnBoundsTests
{
    [Theory]
    [InlineData("minmax")]
    [InlineData("2.5%:97.5%")]
    [InlineData("-1:1,0:120")]
    public void What_is_written_can_be_read(string text) => Assert.Equal(text, ColumnBounds.TryParse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("max")]
    [InlineData("1:1")]
    [InlineData("1:NaN")]
    [InlineData("1:2,")]
    [InlineData("95%:5%")]
    [InlineData("0%:101%")]
    [InlineData("1:2:3")]
    public void What_is_no_pair_of_bounds_is_refused(string text) => Assert.Null(ColumnBounds.TryParse(text));

    [Fact]
    public void Percentiles_lie_between_ranks_as_in_numpy()
    {
        ColumnBounds bounds = ColumnBounds.TryParse("10%:90%")!;
        (double lower, double upper) = bounds.Of(0, [5, 1, 3, 2, 4]);
        Assert.Equal((1.4, 4.6), (Math.Round(lower, 12), Math.Round(upper, 12)));
    }

    [Fact]
    public void One_pair_holds_for_every_column() => Assert.Equal((0, 1), ColumnBounds.TryParse("0:1")!.Of(7, [3]));
}
