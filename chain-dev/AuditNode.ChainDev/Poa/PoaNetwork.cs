using System.Diagnostics;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.ChainDev.Packages;

namespace AuditNode.ChainDev.Poa;

/// <summary>
/// A private proof-of-authority network on this machine, for tests: validators that take turns in sealing blocks (Clique, EIP-225) and
/// nodes that follow them, each a process of its own, all on 127.0.0.1. They stop when the network is disposed of, and when the
/// process that started them ends, however that ends. A directory can be started again later.
/// </summary>
public sealed class PoaNetwork : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    private readonly ChainDirectory directory;

    private PoaNetwork(ChainDirectory directory, PoaNetworkFile file, IReadOnlyList<PoaNode> nodes, IReadOnlyList<DevAccount> accounts)
    {
        this.directory = directory;
        ChainId = file.ChainId;
        Period = TimeSpan.FromSeconds(file.Period);
        Nodes = nodes;
        Accounts = accounts;
    }

    /// <summary>Chain id.</summary>
    public ulong ChainId { get; }

    /// <summary>Least time between blocks.</summary>
    public TimeSpan Period { get; }

    /// <summary>All nodes, validators first.</summary>
    public IReadOnlyList<PoaNode> Nodes { get; }

    /// <summary>The nodes that seal blocks.</summary>
    public IEnumerable<PoaNode> Validators => Nodes.Where(node => node.IsValidator);

    /// <summary>The nodes that only follow.</summary>
    public IEnumerable<PoaNode> Followers => Nodes.Where(node => !node.IsValidator);

    /// <summary>Accounts that have money from block 0 on; no node knows their keys.</summary>
    public IReadOnlyList<DevAccount> Accounts { get; }

    /// <summary>Where keys, blocks and logs lie.</summary>
    public string DataDirectory => directory.Path;

    /// <summary>
    /// Starts a network, new or found in its directory, and waits until all nodes have a block that was sealed since. The client is
    /// installed on first use.
    /// </summary>
    /// <param name="options">How the network is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting, and the nodes.</param>
    /// <exception cref="ChainDevException">An option is out of range or disagrees with the directory, a port is taken, Node.js is absent,
    /// a node does not start, or no block comes within two minutes.</exception>
    public static async Task<PoaNetwork> StartAsync(PoaNetworkOptions? options = null, CancellationToken cancellationToken = default)
    {
        var network = await OpenAsync(options ?? new PoaNetworkOptions(), cancellationToken).ConfigureAwait(false);
        try
        {
            await network.StartAllAsync(cancellationToken).ConfigureAwait(false);
            return network;
        }
        catch
        {
            await network.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts all nodes that do not run and waits until all have a block that was sealed since.</summary>
    /// <exception cref="ChainDevException">A port is taken, a node does not start, or no block comes within two minutes.</exception>
    public async Task StartAllAsync(CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(Nodes.Select(node => node.StartAsync(cancellationToken))).ConfigureAwait(false);
        var heights = await Task.WhenAll(Nodes.Select(node => node.Ethereum.GetBlockNumberAsync(cancellationToken))).ConfigureAwait(false);
        await WaitUntilHeadsAgreeAsync(heights.Max() + 1, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops all nodes in order.</summary>
    public Task StopAllAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(Nodes.Select(node => node.StopAsync(cancellationToken)));

    /// <summary>How far each node is.</summary>
    public async Task<IReadOnlyList<PoaNodeStatus>> GetStatusAsync(CancellationToken cancellationToken = default) =>
        await Task.WhenAll(Nodes.Select(node => node.GetStatusAsync(cancellationToken))).ConfigureAwait(false);

    /// <summary>Waits until every running node has a height of at least <paramref name="height"/> and all have the same block at the height
    /// that the slowest has reached.</summary>
    /// <param name="height">Least height.</param>
    /// <param name="timeout">How long to wait; null for two minutes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The height and hash that they agree on.</returns>
    /// <exception cref="ChainDevException">They do not get there in time; the message says how far each node is.</exception>
    public async Task<(ulong Height, Bytes32 Hash)> WaitUntilHeadsAgreeAsync(
        ulong height, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var statuses = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            var lowest = statuses.Min(status => status.Height) ?? 0;
            if (lowest >= height && await TryGetCommonBlockAsync(lowest, cancellationToken).ConfigureAwait(false) is { } hash)
                return (lowest, hash);
            if (waited.Elapsed > (timeout ?? DefaultTimeout))
                throw new ChainDevException(ChainDevError.Timeout,
                    $"The nodes did not agree on a block at height {height} or above in time: "
                    + $"{string.Join(", ", statuses.Select(Describe))}; see the logs in {DataDirectory}.");
            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Who sealed the newest blocks, by the first running node.</summary>
    /// <param name="count">How many blocks, at least 1; fewer are returned while the chain is shorter.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Height and signer, newest first.</returns>
    /// <exception cref="InvalidOperationException">No node runs.</exception>
    public async Task<IReadOnlyList<(ulong Height, Address Signer)>> GetSignersAsync(
        int count, CancellationToken cancellationToken = default)
    {
        var node = Nodes.FirstOrDefault(candidate => candidate.IsRunning) ?? throw new InvalidOperationException("No node runs.");
        var height = await node.Ethereum.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var signers = new List<(ulong, Address)>();
        for (var number = height; number > 0 && signers.Count < count; number--)
        {
            var request = new JsonRpcRequest("eth_getBlockByNumber", HexData.EncodeQuantity(number), false);
            var block = await node.Ethereum.Rpc.CallAsync(request, cancellationToken).ConfigureAwait(false);
            signers.Add((number, CliqueSeal.RecoverSigner(block)));
        }
        return signers;
    }

    /// <summary>Stops all nodes and deletes the directory if it was a temporary one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!directory.IsTemporary)
            await StopAllAsync().ConfigureAwait(false);
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        directory.Dispose();
    }

    private static async Task<PoaNetwork> OpenAsync(PoaNetworkOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        await NodePackage.Poa.InstallAsync(cancellationToken).ConfigureAwait(false);
        var directory = ChainDirectory.Open(options.DataDirectory);
        try
        {
            var file = PoaNetworkLayout.Prepare(directory, options);
            var nodes = PoaNetworkLayout.CreateNodes(directory, file, options);
            return new PoaNetwork(directory, file, nodes, directory.OpenAccounts(file.Accounts));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private static string Describe(PoaNodeStatus status) => status.Height is null
        ? $"{status.Name} stopped"
        : $"{status.Name} at {status.Height} ({status.Head.ToString()![..10]}, {status.Peers} peers)";

    private async Task<Bytes32?> TryGetCommonBlockAsync(ulong height, CancellationToken cancellationToken)
    {
        var running = Nodes.Where(node => node.IsRunning).ToList();
        var blocks = await Task.WhenAll(running.Select(node => node.Ethereum.GetBlockAsync(height, cancellationToken)))
            .ConfigureAwait(false);
        return blocks.Length > 0 && blocks.All(block => block is not null && block.Hash == blocks[0]!.Hash) ? blocks[0]!.Hash : null;
    }
}
