using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Poa;

/// <summary>
/// The directory of a network: network.json, genesis.json, accounts/N.key, and for each node its keys (signer.key, node.key), its
/// configuration, its log and its data.
/// </summary>
internal static class PoaNetworkLayout
{
    private const int DefaultValidators = 3;
    private const int DefaultPeriod = 2; // seconds
    private const ulong DefaultChainId = 1337;
    private static readonly TimeSpan GenesisAge = TimeSpan.FromSeconds(10); // so that the first block need not wait for its period

    /// <summary>What is in the directory, made where it is empty, with ports that are free.</summary>
    /// <exception cref="ChainDevException">The options disagree with the directory, or a port that was asked for is taken.</exception>
    public static PoaNetworkFile Prepare(ChainDirectory directory, PoaNetworkOptions options)
    {
        var path = directory.At("network.json");
        var old = PoaNetworkFile.Read(path);
        old?.RequireAgreement(options, directory.Path);
        var file = new PoaNetworkFile(
            old?.ChainId ?? options.ChainId ?? DefaultChainId,
            old?.Period ?? (int?)options.Period?.TotalSeconds ?? DefaultPeriod,
            old?.Validators ?? options.Validators ?? DefaultValidators,
            options.Followers ?? old?.Followers ?? 0,
            old?.Accounts ?? options.Accounts,
            new Dictionary<string, PoaPorts>());
        file = file with { Ports = ChoosePorts(file, old, options.BasePort) };
        if (old is null)
            WriteGenesis(directory, file, options);
        // Last: a directory without it is one whose making was interrupted, and is made again with the keys it has.
        file.Write(path);
        return file;
    }

    /// <summary>The nodes, with their configurations written.</summary>
    public static IReadOnlyList<PoaNode> CreateNodes(ChainDirectory directory, PoaNetworkFile file, PoaNetworkOptions options)
    {
        var nodes = Names(file).Select(name => new PoaNode(name, IsValidator(name), directory.At(name), file)).ToList();
        var enodes = nodes.ConvertAll(node => node.Enode);
        foreach (var node in nodes)
            node.Configure(directory.At("genesis.json"), options.TurnDelay, enodes);
        return nodes;
    }

    private static IEnumerable<string> Names(PoaNetworkFile file) =>
    [
        .. Enumerable.Range(1, file.Validators).Select(number => $"validator{number}"),
        .. Enumerable.Range(1, file.Followers).Select(number => $"follower{number}"),
    ];

    private static bool IsValidator(string name) => name.StartsWith("validator", StringComparison.Ordinal);

    private static void WriteGenesis(ChainDirectory directory, PoaNetworkFile file, PoaNetworkOptions options)
    {
        var signers = Names(file).Where(IsValidator).Select(name => new PoaNode(name, true, directory.At(name), file).Signer!.Value);
        var balances = directory.OpenAccounts(file.Accounts).Select(account => (account.Address, options.Balance));
        PrivateFile.Write(directory.At("genesis.json"), CliqueGenesis.Create(
            file.ChainId, TimeSpan.FromSeconds(file.Period), options.Epoch, options.BlockGasLimit,
            TimeProvider.System.GetUtcNow() - GenesisAge, signers, balances));
    }

    private static Dictionary<string, PoaPorts> ChoosePorts(PoaNetworkFile file, PoaNetworkFile? old, int? basePort)
    {
        var names = Names(file).ToList();
        var ports = new Dictionary<string, PoaPorts>();
        var taken = new HashSet<int>();
        foreach (var (i, name) in names.Index())
        {
            if (basePort is { } first)
            {
                ports[name] = new PoaPorts(first + i, first + names.Count + i);
                LoopbackPort.Require(ports[name].Rpc, name);
                LoopbackPort.Require(ports[name].Peers, $"the peers of {name}");
            }
            else
            {
                var last = old?.Ports.GetValueOrDefault(name);
                ports[name] = new PoaPorts(KeepOrChoose(last?.Rpc), KeepOrChoose(last?.Peers));
            }
        }
        return ports;

        int KeepOrChoose(int? last)
        {
            var port = last is { } known && LoopbackPort.IsFree(known) ? known : LoopbackPort.Choose();
            while (!taken.Add(port))
                port = LoopbackPort.Choose();
            return port;
        }
    }
}
