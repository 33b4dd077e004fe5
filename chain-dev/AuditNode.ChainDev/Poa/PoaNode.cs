using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.ChainDev.Packages;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Poa;

/// <summary>One node of a proof-of-authority network: a process of its own with its own keys and data.</summary>
public sealed class PoaNode : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BuildTime = TimeSpan.FromMilliseconds(500);

    private readonly PoaNetworkFile network;
    private readonly string directory;
    private readonly ClientSlot slot = new(StopTimeout);
    private readonly byte[] publicKey;
    private JsonRpcClient? connection;

    internal PoaNode(string name, bool isValidator, string directory, PoaNetworkFile network)
    {
        Name = name;
        IsValidator = isValidator;
        this.directory = directory;
        this.network = network;
        PrivateFile.CreateDirectory(directory);
        using var identity = KeyFile.ReadOrCreate(NodeKeyPath);
        publicKey = identity.PublicKey.ToArray();
        if (!isValidator)
            return;
        using var signer = KeyFile.ReadOrCreate(SignerKeyPath);
        Signer = signer.Address;
    }

    /// <summary>validator1, validator2, ..., follower1, ...</summary>
    public string Name { get; }

    /// <summary>Whether it seals blocks.</summary>
    public bool IsValidator { get; }

    /// <summary>The address that seals its blocks; null for a follower.</summary>
    public Address? Signer { get; }

    /// <summary>Where it serves JSON-RPC while it runs; the same over restarts of the node.</summary>
    public Uri RpcUrl => new($"http://127.0.0.1:{Ports.Rpc}");

    /// <summary>A connection to it; disposed of with the node.</summary>
    public EthereumClient Ethereum => new(connection ??= new JsonRpcClient(RpcUrl));

    /// <summary>What it prints.</summary>
    public string LogFile => Path.Combine(directory, "node.log");

    /// <summary>Number of its process, or null when it does not run.</summary>
    public int? ProcessId => slot.ProcessId;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => slot.IsRunning;

    /// <summary>Its URL for the other nodes.</summary>
    internal string Enode => $"enode://{Convert.ToHexStringLower(publicKey)}@127.0.0.1:{Ports.Peers}";

    private PoaPorts Ports => network.Ports[Name];

    private string NodeKeyPath => Path.Combine(directory, "node.key");

    private string SignerKeyPath => Path.Combine(directory, "signer.key");

    private string ConfigurationPath => Path.Combine(directory, "node.json");

    private string DataPath => Path.Combine(directory, "data");

    /// <summary>Starts the node and waits until it serves JSON-RPC; no effect if it runs.</summary>
    /// <exception cref="ChainDevException">A port is taken, or the node does not start.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => slot.ExclusivelyAsync(
        async () =>
        {
            if (IsRunning)
                return;
            await slot.EndAsync(kill: true).ConfigureAwait(false);
            LoopbackPort.Require(Ports.Peers, $"the peers of {Name}");
            var node = await NodeRuntime.FindAsync(cancellationToken).ConfigureAwait(false);
            var command = new ProcessCommand(node, [NodePackage.Poa.File("poa-node.mjs"), ConfigurationPath]);
            await slot.RunAsync(new ClientStart(Name, command, directory, LogFile, Ports.Rpc, network.ChainId), cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Stops the node in order.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => slot.StopAsync(cancellationToken);

    /// <summary>Kills the node as a power failure would (SIGKILL).</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => slot.KillAsync(cancellationToken);

    /// <summary>Stops the node and starts it again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the node's blocks and state, not its keys, as after the loss of a disk.</summary>
    /// <exception cref="InvalidOperationException">The node runs.</exception>
    public void Wipe()
    {
        if (IsRunning)
            throw new InvalidOperationException($"{Name} runs; stop it first.");
        if (Directory.Exists(DataPath))
            Directory.Delete(DataPath, recursive: true);
    }

    /// <summary>How far the node is.</summary>
    public async Task<PoaNodeStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!IsRunning)
            return new PoaNodeStatus(Name, null, null, null);
        try
        {
            var head = await Ethereum.GetBlockAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false);
            var peers = await Ethereum.Rpc.CallAsync(new JsonRpcRequest("net_peerCount"), cancellationToken).ConfigureAwait(false);
            return new PoaNodeStatus(Name, head?.Number, head?.Hash, (int)HexData.DecodeQuantityUInt64(peers.GetString()));
        }
        catch (RpcException) when (!IsRunning)
        {
            return new PoaNodeStatus(Name, null, null, null);
        }
    }

    /// <summary>Kills the node if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await slot.DisposeAsync().ConfigureAwait(false);
        connection?.Dispose();
    }

    /// <summary>Writes what poa-node.mjs reads.</summary>
    internal void Configure(string genesisPath, TimeSpan turnDelay, IEnumerable<string> enodes) =>
        PrivateFile.Write(ConfigurationPath, JsonSerializer.Serialize(new
        {
            genesis = genesisPath,
            dataDir = DataPath,
            rpcPort = Ports.Rpc,
            p2pPort = Ports.Peers,
            nodeKey = NodeKeyPath,
            signerKey = IsValidator ? SignerKeyPath : null,
            peers = enodes,
            turnDelay = (int)turnDelay.TotalMilliseconds,
            buildTime = (int)BuildTime.TotalMilliseconds,
        }));
}
