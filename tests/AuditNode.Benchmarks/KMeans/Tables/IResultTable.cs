namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A table with its plots.</summary>
internal interface IResultTable
{
    /// <summary>As --only names it.</summary>
    string Name { get; }

    /// <summary>The runs that it is made of.</summary>
    IEnumerable<PlannedRun> Plan(TableOptions options);

    /// <summary>What is known so far, or null where that is nothing.</summary>
    RenderedTable? Render(RunStore store);
}

/// <summary>A rendered table.</summary>
/// <param name="Markdown">The table and what has to be said about it.</param>
/// <param name="Plots">SVG texts by file name without an extension.</param>
internal sealed record RenderedTable(string Markdown, IReadOnlyDictionary<string, string> Plots);
