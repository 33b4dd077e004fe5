using System.Net;
using System.Net.Sockets;
using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Tests.Poa;

public sealed class PoaNetworkDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Started_twice_in_a_row_it_continues_its_chain_on_the_same_ports_with_the_same_keys()
    {
        var options = new PoaNetworkOptions { Validators = 1, Period = TimeSpan.FromSeconds(1), DataDirectory = directory.Path };
        var (height, hash, url, accounts, signer) = await UseAsync(options);
        // What the directory holds need not be said again.
        await using var second = await PoaNetwork.StartAsync(new PoaNetworkOptions { DataDirectory = directory.Path }, Limit);
        Assert.Equal(hash, (await second.Nodes[0].Ethereum.GetBlockAsync(height, Limit))?.Hash);
        Assert.Equal(url, second.Nodes[0].RpcUrl);
        Assert.Equal(accounts, second.Accounts);
        Assert.Equal(signer, second.Nodes[0].Signer);

        var refused = await Assert.ThrowsAsync<ChainDevException>(() => PoaNetwork.StartAsync(options, Limit));
        Assert.Equal(ChainDevError.DataDirectory, refused.Error);

        static async Task<(ulong, Chain.Bytes32, Uri, IReadOnlyList<DevAccount>, Chain.Address?)> UseAsync(PoaNetworkOptions options)
        {
            await using var first = await PoaNetwork.StartAsync(options, Limit);
            var (height, hash) = await first.WaitUntilHeadsAgreeAsync(2, null, Limit);
            return (height, hash, first.Nodes[0].RpcUrl, first.Accounts, first.Nodes[0].Signer);
        }
    }

    [Fact]
    public async Task A_taken_port_is_named_before_anything_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = new PoaNetworkOptions { Validators = 1, DataDirectory = directory.Path, BasePort = port };
        var refused = await Assert.ThrowsAsync<ChainDevException>(() => PoaNetwork.StartAsync(options, Limit));
        Assert.Equal(ChainDevError.PortTaken, refused.Error);
        Assert.Contains($"Port {port} ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_of_the_last_time_are_kept_unless_taken()
    {
        using var chain = ChainDirectory.Open(directory.Path);
        var options = new PoaNetworkOptions { Validators = 2 };
        var first = PoaNetworkLayout.Prepare(chain, options);
        var second = PoaNetworkLayout.Prepare(chain, options);
        Assert.Equal(first.Ports, second.Ports);

        using var listener = new TcpListener(IPAddress.Loopback, first.Ports["validator1"].Rpc);
        listener.Start();
        var third = PoaNetworkLayout.Prepare(chain, options);
        Assert.NotEqual(first.Ports["validator1"].Rpc, third.Ports["validator1"].Rpc);
        Assert.Equal(first.Ports["validator2"], third.Ports["validator2"]);
    }

    [Fact]
    public void Options_that_disagree_with_the_directory_are_refused()
    {
        using var chain = ChainDirectory.Open(directory.Path);
        PoaNetworkLayout.Prepare(chain, new PoaNetworkOptions { Validators = 2, ChainId = 7 });
        PoaNetworkLayout.Prepare(chain, new PoaNetworkOptions { Followers = 3 });
        foreach (var options in new PoaNetworkOptions[]
        {
            new() { Validators = 3 }, new() { ChainId = 8 }, new() { Period = TimeSpan.FromSeconds(9) },
        })
        {
            var refused = Assert.Throws<ChainDevException>(() => PoaNetworkLayout.Prepare(chain, options));
            Assert.Equal(ChainDevError.DataDirectory, refused.Error);
        }
    }

    [Fact]
    public void Keys_and_configurations_are_readable_by_their_owner_only()
    {
        using var chain = ChainDirectory.Open(directory.Path);
        var options = new PoaNetworkOptions { Validators = 1, Followers = 1 };
        PoaNetworkLayout.CreateNodes(chain, PoaNetworkLayout.Prepare(chain, options), options);
        string[] files = ["validator1/signer.key", "validator1/node.key", "validator1/node.json", "follower1/node.key", "accounts/1.key"];
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(chain.At(file)));
        }
        Assert.False(File.Exists(chain.At("follower1", "signer.key")));
    }
}
