using AuditNode.Benchmarks.KMeans.Tables;

namespace AuditNode.Benchmarks.Tests;

public sealed class MarkdownBlocksTests
{
    [Fact]
    public void A_block_is_replaced_and_the_rest_of_the_page_stays()
    {
        string page = $"before\n{MarkdownBlocks.Wrap("speed", "old")}after\n";
        string replaced = MarkdownBlocks.Replace(page, "speed", "new\ntable\n");
        Assert.Equal($"before\n{MarkdownBlocks.Begin("speed")}\nnew\ntable\n{MarkdownBlocks.End("speed")}\nafter\n", replaced);
        Assert.Equal(replaced, MarkdownBlocks.Replace(replaced, "speed", "new\ntable"));
    }

    [Fact]
    public void A_page_without_the_block_is_unchanged() => Assert.Equal("page", MarkdownBlocks.Replace("page", "speed", "x"));

    [Fact]
    public void A_block_without_an_end_is_refused() =>
        Assert.Throws<FormatException>(() => MarkdownBlocks.Replace(MarkdownBlocks.Begin("speed"), "speed", "x"));
}
