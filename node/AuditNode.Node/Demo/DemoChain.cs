using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Poa;

namespace AuditNode.Node.Demo;

/// <summary>The chain of the demonstration: one development node, or a network with a validator for each institution.</summary>
internal sealed class DemoChain : IAsyncDisposable
{
    private static readonly BigInteger Endowment = BigInteger.Pow(10, 20);
    private readonly DevChain? development;
    private readonly PoaNetwork? network;

    private DemoChain(DevChain? development, PoaNetwork? network) => (this.development, this.network) = (development, network);

    /// <summary>What it is, for people.</summary>
    public string Description => network is null ? "development chain (anvil)" : "proof-of-authority network of three validators";

    /// <summary>A connection to it.</summary>
    public EthereumClient Ethereum => development?.Ethereum ?? network!.Nodes[0].Ethereum;

    /// <summary>Any node of it.</summary>
    public Uri Rpc => RpcOf(0);

    private DevAccount Payer => (development?.Accounts ?? network!.Accounts)[0];

    private ulong ChainId => development?.ChainId ?? network!.ChainId;

    /// <summary>Starts it.</summary>
    /// <param name="isPoa">Which of both.</param>
    /// <param name="institutions">How many validators the network gets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DemoChain> StartAsync(bool isPoa, int institutions, CancellationToken cancellationToken) => isPoa
        ? new DemoChain(null, await PoaNetwork.StartAsync(
            new PoaNetworkOptions { Validators = institutions, Followers = 0, Period = TimeSpan.FromSeconds(1) }, cancellationToken).ConfigureAwait(false))
        : new DemoChain(await AnvilChain.StartAsync(
            new DevChainOptions { BlockTime = TimeSpan.FromSeconds(1), KeepState = false }, cancellationToken).ConfigureAwait(false), null);

    /// <summary>The node of the chain that an institution runs.</summary>
    public Uri RpcOf(int institution) => development?.RpcUrl ?? network!.Nodes[institution].RpcUrl;

    /// <summary>Gives the institutions money for gas, and deploys the contracts with them as founders.</summary>
    public async Task<AuditContracts> FoundAsync(IReadOnlyList<DemoInstitution> institutions, CancellationToken cancellationToken)
    {
        using var key = Payer.ReadKey();
        await using var sender = new TransactionSender(
            Ethereum, new Account(key), ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(200) });
        var gifts = new List<PendingTransaction>();
        foreach (var institution in institutions)
        {
            gifts.Add(await sender.SendAsync(
                new TransactionRequest { To = institution.Address, Value = Endowment, GasLimit = 21_000 }, cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        var contracts = await AuditDeployment.DeployAsync(
            Ethereum, sender, [.. institutions.Select(one => new Institution(one.Name, one.Address, one.Roles))], cancellationToken).ConfigureAwait(false);
        foreach (var gift in gifts)
            await gift.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return contracts;
    }

    /// <summary>Gas of all transactions after a block.</summary>
    public async Task<ulong> GasSinceAsync(ulong block, CancellationToken cancellationToken)
    {
        ulong gas = 0, head = await Ethereum.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        for (var number = block + 1; number <= head; number++)
            gas += (await Ethereum.GetBlockAsync(number, cancellationToken).ConfigureAwait(false))?.GasUsed ?? 0;
        return gas;
    }

    public async ValueTask DisposeAsync()
    {
        if (development is not null)
            await development.DisposeAsync().ConfigureAwait(false);
        if (network is not null)
            await network.DisposeAsync().ConfigureAwait(false);
    }
}
