using System.Text.Json;
using AuditNode.Node.Api;
using Spectre.Console;

namespace AuditNode.Node.Commands;

/// <summary>What a command prints on standard output: one line of JSON, or lines and tables for people.</summary>
internal static class CommandResult
{
    /// <summary>Prints an object.</summary>
    /// <param name="result">The object.</param>
    /// <param name="lines">The same for people: name and value; a value of null is left out.</param>
    /// <param name="asJson">Which of both.</param>
    public static void Write(object result, IEnumerable<(string Name, string? Value)> lines, bool asJson)
    {
        if (asJson)
        {
            WriteJson(result);
            return;
        }
        var shown = lines.Where(line => line.Value is not null).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(line => line.Name.Length) + 2;
        foreach (var (name, value) in shown)
            Console.Out.WriteLine(name.PadRight(width) + Printable(value!));
        Console.Out.Flush();
    }

    /// <summary>Prints a list.</summary>
    /// <param name="result">The list.</param>
    /// <param name="columns">Headings for people.</param>
    /// <param name="rows">Rows for people.</param>
    /// <param name="empty">What people read where there is nothing.</param>
    /// <param name="asJson">Which of both.</param>
    public static void WriteTable(object result, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, string empty, bool asJson)
    {
        if (asJson)
        {
            WriteJson(result);
            return;
        }
        var shown = rows.ToList();
        if (shown.Count == 0)
        {
            Console.Out.WriteLine(empty);
            return;
        }
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true });
        foreach (var row in shown)
            table.AddRow(row.Select(cell => new Text(Printable(cell))));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = 400; // a file has no margin to break lines at
        console.Write(table);
        Console.Out.Flush();
    }

    /// <summary>Prints one line of JSON.</summary>
    public static void WriteJson(object result)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(result, NodeJson.Options));
        Console.Out.Flush();
    }

    // Names and reasons come from others: nothing in them may move a terminal's cursor.
    private static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);
}
