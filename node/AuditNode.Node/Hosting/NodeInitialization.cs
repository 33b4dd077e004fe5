using System.Text.Json.Nodes;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Api;

namespace AuditNode.Node.Hosting;

/// <summary>Makes the directory of a new node.</summary>
public static class NodeInitialization
{
    /// <summary>Makes directory, configuration and the copy of the contracts' addresses, where they are not there.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">What people call the institution.</param>
    /// <param name="rpc">JSON-RPC of its node of the chain.</param>
    /// <param name="contracts">File with the contracts' addresses; null for none.</param>
    /// <returns>The files that were made.</returns>
    /// <exception cref="NodeException">A value is out of range, or a file cannot be read or written.</exception>
    public static IReadOnlyList<string> Make(NodeDirectory directory, string name, string rpc, string? contracts)
    {
        ArgumentNullException.ThrowIfNull(directory);
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("name", name), ("chain.rpc", rpc)])
        {
            var setting = NodeSettings.Find(key)!;
            if (setting.Problem(value) is { } problem)
                throw new NodeException(NodeError.Usage, $"--{key.Split('.')[^1]} {problem}; allowed: {setting.Range}.");
        }
        var addresses = contracts is null ? null : NodeContracts.ReadAddresses(contracts);
        directory.Create();
        directory.RequireRights();
        var made = new List<string>();
        if (!File.Exists(directory.Configuration))
        {
            PrivateFile.Write(directory.Configuration, Example(name, rpc) + "\n");
            made.Add(directory.Configuration);
        }
        if (addresses is not null && !File.Exists(directory.Contracts))
        {
            addresses.Write(directory.Contracts);
            made.Add(directory.Contracts);
        }
        return made;
    }

    // Only what an institution will want to see or change; the rest has defaults, see docs/operations.md.
    private static string Example(string name, string rpc)
    {
        var root = new JsonObject { ["name"] = name };
        foreach (var key in (string[])["chain.rpc", "chain.contracts", "peers.listen", "admin.listen", "log.level"])
        {
            var parts = key.Split('.');
            var section = root[parts[0]] as JsonObject;
            if (section is null)
                root[parts[0]] = section = [];
            section[parts[1]] = key == "chain.rpc" ? rpc : NodeSettings.Find(key)!.Default;
        }
        return root.ToJsonString(new System.Text.Json.JsonSerializerOptions(NodeJson.Options) { WriteIndented = true });
    }
}
