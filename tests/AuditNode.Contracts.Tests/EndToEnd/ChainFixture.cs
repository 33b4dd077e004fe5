using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Poa;
using AuditNode.Scenarios;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>A running chain with a consortium on it, shared by the tests of a collection.</summary>
public abstract class ChainFixture : IAsyncLifetime
{
    public Consortium Consortium { get; private set; } = null!;

    /// <summary>Where auditors ask: on the network a follower that does not sign.</summary>
    public abstract Uri AuditorsNode { get; }

    public async Task InitializeAsync() => Consortium = await StartAsync();

    public async Task DisposeAsync()
    {
        if (Consortium is not null) await Consortium.DisposeAsync();
        await StopAsync();
    }

    /// <summary>Lets the chain's clock pass by some seconds.</summary>
    public abstract Task PassAsync(TimeSpan time);

    private protected abstract Task<Consortium> StartAsync();

    private protected abstract Task StopAsync();
}

/// <summary>A development chain, whose clock can be set.</summary>
public abstract class DevChainFixture : ChainFixture
{
    private DevChain _chain = null!;

    public override Uri AuditorsNode => _chain.RpcUrl;

    public override async Task PassAsync(TimeSpan time)
    {
        JsonRpcClient rpc = Consortium.Hospital.Client.Rpc;
        await rpc.CallAsync(new JsonRpcRequest("evm_increaseTime", (int)time.TotalSeconds));
        await rpc.CallAsync(new JsonRpcRequest("evm_mine"));
    }

    private protected abstract Task<DevChain> StartChainAsync();

    private protected abstract TransactionSenderOptions Sending { get; }

    private protected override async Task<Consortium> StartAsync()
    {
        _chain = await StartChainAsync();
        return await Consortium.CreateAsync([_chain.RpcUrl], [.. _chain.Accounts.Take(3).Select(account => account.ReadKey())], _chain.ChainId, Sending);
    }

    private protected override async Task StopAsync()
    {
        if (_chain is not null) await _chain.DisposeAsync();
    }
}

public sealed class AnvilFixture : DevChainFixture
{
    private protected override TransactionSenderOptions Sending => new() { PollInterval = TimeSpan.FromMilliseconds(20) };

    private protected override async Task<DevChain> StartChainAsync() => await AnvilChain.StartAsync(new DevChainOptions { KeepState = false });
}

public sealed class GanacheFixture : DevChainFixture
{
    // Ganache forgets transactions that one account sends in parallel.
    private protected override TransactionSenderOptions Sending => new() { PollInterval = TimeSpan.FromMilliseconds(20), MaxInFlight = 1 };

    private protected override async Task<DevChain> StartChainAsync() => await GanacheChain.StartAsync(new DevChainOptions { KeepState = false });
}

/// <summary>Three validators, one for each institution, and a follower for the auditor.</summary>
public sealed class PoaFixture : ChainFixture
{
    public PoaNetwork Network { get; private set; } = null!;

    public override Uri AuditorsNode => Network.Followers.Single().RpcUrl;

    // Nobody sets the clock of a network: it passes, from block to block.
    public override async Task PassAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time + TimeSpan.FromMinutes(2));
        EthereumClient[] nodes = [Consortium.Hospital.Client, Consortium.Bank.Client, Consortium.Agency.Client];
        async Task<ulong> NowAsync(EthereumClient node) => (await node.GetBlockAsync(BlockTag.Latest, limit.Token))!.Timestamp;
        ulong end = (await Task.WhenAll(nodes.Select(NowAsync))).Max() + (ulong)time.TotalSeconds + 3;
        foreach (EthereumClient node in nodes)
            while (await NowAsync(node) < end) await Task.Delay(200, limit.Token);
    }

    private protected override async Task<Consortium> StartAsync()
    {
        Network = await PoaNetwork.StartAsync(new PoaNetworkOptions { Validators = 3, Followers = 1, Period = TimeSpan.FromSeconds(1) });
        TransactionSenderOptions sending = new()
        {
            Confirmations = TransactionSenderOptions.ConfirmationsFor(3),
            PollInterval = TimeSpan.FromMilliseconds(200),
            RebroadcastAfter = TimeSpan.FromSeconds(5),
        };
        return await Consortium.CreateAsync(
            [.. Network.Validators.Select(node => node.RpcUrl)], [.. Network.Accounts.Take(3).Select(account => account.ReadKey())], Network.ChainId, sending);
    }

    private protected override async Task StopAsync()
    {
        if (Network is not null) await Network.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class AnvilCollection : ICollectionFixture<AnvilFixture>
{
    public const string Name = "anvil";
}

[CollectionDefinition(Name)]
public sealed class GanacheCollection : ICollectionFixture<GanacheFixture>
{
    public const string Name = "ganache";
}

[CollectionDefinition(Name)]
public sealed class PoaCollection : ICollectionFixture<PoaFixture>
{
    public const string Name = "poa";
}
