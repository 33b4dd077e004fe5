using System.Text.Json;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Poa;

/// <summary>What a network's directory says about it (network.json).</summary>
/// <param name="ChainId">Chain id.</param>
/// <param name="Period">Seconds between blocks.</param>
/// <param name="Validators">Number of nodes that seal.</param>
/// <param name="Followers">Number of nodes that follow, the last time.</param>
/// <param name="Accounts">Number of accounts with money.</param>
/// <param name="Ports">TCP ports of the last time by the name of the node.</param>
internal sealed record PoaNetworkFile(
    ulong ChainId, int Period, int Validators, int Followers, int Accounts, IReadOnlyDictionary<string, PoaPorts> Ports)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the file, or null where the network is new.</summary>
    /// <exception cref="ChainDevException">The file is damaged.</exception>
    public static PoaNetworkFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<PoaNetworkFile>(File.ReadAllText(path), Format) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ChainDevException(ChainDevError.DataDirectory,
                $"{path} is damaged ({e.Message}); delete its directory to start a new network, or restore the file.", e);
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => PrivateFile.Write(path, JsonSerializer.Serialize(this, Format));

    /// <summary>Refuses options that say something else than the file.</summary>
    /// <exception cref="ChainDevException">Some do.</exception>
    public void RequireAgreement(PoaNetworkOptions options, string directory)
    {
        Require(options.Validators is not { } validators || validators == Validators, "validators", options.Validators, Validators);
        Require(options.ChainId is not { } chainId || chainId == ChainId, "chain id", options.ChainId, ChainId);
        Require(options.Period is not { } period || (int)period.TotalSeconds == Period, "period", options.Period, Period);

        void Require(bool condition, string name, object? wanted, object found)
        {
            if (!condition)
                throw new ChainDevException(ChainDevError.DataDirectory,
                    $"The network in {directory} has {name} {found}, not {wanted}; leave the option out, or choose another directory.");
        }
    }
}

/// <summary>The TCP ports of a node.</summary>
/// <param name="Rpc">JSON-RPC.</param>
/// <param name="Peers">The other nodes.</param>
internal sealed record PoaPorts(int Rpc, int Peers);
