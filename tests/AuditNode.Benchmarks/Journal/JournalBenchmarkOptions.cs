namespace AuditNode.Benchmarks.Journal;

/// <summary>What the benchmark of the journal can be told.</summary>
internal sealed record JournalBenchmarkOptions(bool Json, string Folder)
{
    /// <summary>Reads options; the complaint says what is wrong.</summary>
    public static (JournalBenchmarkOptions? Options, string? Complaint) Read(string[] arguments)
    {
        var options = new JournalBenchmarkOptions(Json: false, Folder: Path.GetTempPath());
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--json") options = options with { Json = true };
            else if (arguments[i] == "--folder" && i + 1 < arguments.Length) options = options with { Folder = arguments[++i] };
            else return (null, arguments[i] == "--folder" ? "--folder needs a folder." : $"Unknown option '{arguments[i]}' of journal.");
        }

        return Directory.Exists(options.Folder) ? (options, null) : (null, $"There is no folder '{options.Folder}'.");
    }
}
