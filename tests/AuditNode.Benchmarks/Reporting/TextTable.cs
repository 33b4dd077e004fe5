using System.Text;

namespace AuditNode.Benchmarks.Reporting;

/// <summary>A table of texts that can be printed aligned or as Markdown. The first column is aligned left, the others right, for numbers.</summary>
/// <param name="header">Names of the columns.</param>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Whether cells are words, which are aligned left in all columns.</summary>
    public bool HasWords { get; init; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has another number of cells than the header.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != header.Length) throw new ArgumentException($"{cells.Length} cells for {header.Length} columns.", nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>Columns of equal width, two blanks apart.</summary>
    public string ToAligned()
    {
        int[] widths = Widths();
        var text = new StringBuilder();
        foreach (string[] row in _rows.Prepend(header))
        {
            IEnumerable<string> cells = row.Select((cell, i) => i == 0 || HasWords ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A pipe table.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Append(header);
        text.Append('|').Append("---|");
        for (int i = 1; i < header.Length; i++) text.Append(HasWords ? "---|" : "---:|");
        text.Append('\n');
        foreach (string[] row in _rows) Append(row);
        return text.ToString();

        void Append(string[] cells) => text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
    }

    private int[] Widths() =>
        [.. Enumerable.Range(0, header.Length).Select(i => _rows.Prepend(header).Max(row => row[i].Length))];
}
