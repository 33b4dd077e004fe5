using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.Tests;

public sealed class TextTableTests
{
    [Fact]
    public void Aligned_text_has_the_first_column_left_and_the_others_right()
    {
        var table = new TextTable("a", "number");
        table.Add("longer", "7");
        Assert.Equal("a       number\nlonger       7\n", table.ToAligned());
    }

    [Fact]
    public void Markdown_escapes_pipes()
    {
        var table = new TextTable("a", "b");
        table.Add("x|y", "1");
        Assert.Equal("| a | b |\n|---|---:|\n| x\\|y | 1 |\n", table.ToMarkdown());
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new TextTable("a", "b").Add("1"));
}
