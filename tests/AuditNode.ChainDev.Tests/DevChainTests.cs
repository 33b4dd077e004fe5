using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.ChainDev.Tests;

/// <summary>What both development chains must do; real processes on 127.0.0.1.</summary>
public abstract class DevChainTests
{
    private protected static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    private protected abstract Task<DevChain> StartAsync(DevChainOptions? options = null);

    [Fact]
    public async Task It_starts_with_the_chain_id_and_funded_accounts_whose_keys_the_node_does_not_have()
    {
        await using var chain = await StartAsync(new DevChainOptions { ChainId = 4242, Accounts = 2, Balance = 12_345 });

        Assert.Equal(4242UL, await chain.Ethereum.GetChainIdAsync(Limit));
        Assert.Equal(2, chain.Accounts.Count);
        Assert.NotEqual(chain.Accounts[0].Address, chain.Accounts[1].Address);
        foreach (var account in chain.Accounts)
            Assert.Equal(12_345, await chain.Ethereum.GetBalanceAsync(account.Address, default, Limit));
        var transaction = new JsonObject { ["from"] = $"{chain.Accounts[0].Address}", ["to"] = $"{chain.Accounts[1].Address}" };
        var request = new JsonRpcRequest("eth_sendTransaction", transaction);
        await Assert.ThrowsAsync<JsonRpcException>(() => chain.Ethereum.Rpc.CallAsync(request, Limit));
    }

    [Fact]
    public async Task Its_keys_are_readable_by_their_owner_only()
    {
        await using var chain = await StartAsync();
        foreach (var account in chain.Accounts)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(account.KeyPath));
            Assert.Matches("^[0-9a-f]{64}$", await File.ReadAllTextAsync(account.KeyPath, Limit));
        }
    }

    [Fact]
    public async Task A_directory_that_was_not_asked_for_is_gone_afterwards()
    {
        var chain = await StartAsync();
        var directory = chain.DataDirectory;
        Assert.True(Directory.Exists(directory));
        await chain.DisposeAsync();
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var refused = await Assert.ThrowsAsync<ChainDevException>(() => StartAsync(new DevChainOptions { Port = port }));
        Assert.Equal(ChainDevError.PortTaken, refused.Error);
        Assert.Contains($"Port {port} ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Started_twice_in_a_row_in_one_directory_it_has_the_same_accounts()
    {
        using var directory = new TemporaryDirectory();
        var options = new DevChainOptions { DataDirectory = directory.Path };
        DevAccount[] before;
        await using (var first = await StartAsync(options))
            before = [.. first.Accounts];
        await using var second = await StartAsync(options);
        Assert.Equal(before, second.Accounts);
        Assert.Equal(options.Balance, await second.Ethereum.GetBalanceAsync(before[0].Address, default, Limit));
    }

    [Fact]
    public async Task Two_chains_cannot_share_a_directory()
    {
        using var directory = new TemporaryDirectory();
        await using var first = await StartAsync(new DevChainOptions { DataDirectory = directory.Path });
        var refused = await Assert.ThrowsAsync<ChainDevException>(() => StartAsync(new DevChainOptions { DataDirectory = directory.Path }));
        Assert.Equal(ChainDevError.DataDirectory, refused.Error);
        Assert.Contains(directory.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_of_another_chain_is_refused()
    {
        using var directory = new TemporaryDirectory();
        await using (await StartAsync(new DevChainOptions { DataDirectory = directory.Path, ChainId = 5 }))
        {
        }
        var other = new DevChainOptions { DataDirectory = directory.Path, ChainId = 6 };
        var refused = await Assert.ThrowsAsync<ChainDevException>(() => StartAsync(other));
        Assert.Equal(ChainDevError.DataDirectory, refused.Error);
    }

    [Fact]
    public async Task Killed_and_started_again_it_serves_the_same_address()
    {
        // Without a state, of which Anvil would leave half if it was killed while it wrote.
        await using var chain = await StartAsync(new DevChainOptions { KeepState = false });
        var url = chain.RpcUrl;
        var process = chain.ProcessId;
        await chain.KillAsync();
        Assert.False(chain.IsRunning);
        Assert.Null(chain.ProcessId);
        await Assert.ThrowsAsync<RpcConnectionException>(() => chain.Ethereum.GetChainIdAsync(Limit));

        await chain.StartAsync();
        Assert.Equal(url, chain.RpcUrl);
        Assert.NotEqual(process, chain.ProcessId);
        Assert.Equal(chain.ChainId, await chain.Ethereum.GetChainIdAsync(Limit));
    }

    [Fact]
    public async Task Blocks_survive_a_restart()
    {
        await using var chain = await StartAsync();
        for (var block = 1; block <= 2; block++)
            await chain.Ethereum.Rpc.CallAsync(new JsonRpcRequest("evm_mine"), Limit);
        var before = await chain.Ethereum.GetBlockAsync(2UL, Limit);
        await chain.RestartAsync(Limit);
        var after = await chain.Ethereum.GetBlockAsync(2UL, Limit);
        Assert.NotNull(before);
        Assert.Equal(before.Hash, after?.Hash);
    }

    [Fact]
    public async Task Many_start_at_once()
    {
        var chains = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));
        try
        {
            Assert.Equal(4, chains.Select(chain => chain.RpcUrl).Distinct().Count());
            Assert.All(chains, chain => Assert.True(chain.IsRunning));
        }
        finally
        {
            foreach (var chain in chains)
                await chain.DisposeAsync();
        }
    }
}
