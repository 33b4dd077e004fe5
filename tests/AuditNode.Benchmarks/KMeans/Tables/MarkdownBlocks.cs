namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Parts of a Markdown page that a program writes, between the lines "begin" and "end" of a name.</summary>
internal static class MarkdownBlocks
{
    public static string Begin(string name) => $"<!-- kmeans-tables {name}: begin -->";

    public static string End(string name) => $"<!-- kmeans-tables {name}: end -->";

    /// <summary>A block with its marks.</summary>
    public static string Wrap(string name, string content) => $"{Begin(name)}\n{content.Trim('\n')}\n{End(name)}\n";

    /// <summary>The page with a block's content replaced; unchanged where it has no such block.</summary>
    /// <exception cref="FormatException">A block begins and does not end.</exception>
    public static string Replace(string page, string name, string content)
    {
        int begin = page.IndexOf(Begin(name), StringComparison.Ordinal);
        if (begin < 0) return page;
        int end = page.IndexOf(End(name), begin, StringComparison.Ordinal);
        if (end < 0) throw new FormatException($"The block '{name}' begins and does not end.");
        return page[..begin] + Wrap(name, content).TrimEnd('\n') + page[(end + End(name).Length)..];
    }
}
