namespace AuditNode.Benchmarks.Chain;

/// <summary>What the benchmarks of the chain can be told.</summary>
internal sealed record ChainOptions(bool Json, string Client)
{
    /// <summary>Reads options; the complaint says what is wrong.</summary>
    public static (ChainOptions? Options, string? Complaint) Read(string benchmark, string[] arguments)
    {
        var options = new ChainOptions(Json: false, Client: "anvil");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--json") options = options with { Json = true };
            else if (arguments[i] == "--client" && i + 1 < arguments.Length && arguments[i + 1] is "anvil" or "ganache") options = options with { Client = arguments[++i] };
            else if (arguments[i] == "--client") return (null, "--client needs anvil or ganache.");
            else return (null, $"Unknown option '{arguments[i]}' of {benchmark}.");
        }

        return (options, null);
    }
}
