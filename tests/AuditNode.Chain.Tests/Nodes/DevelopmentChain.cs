using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditNode.Chain.Json;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Packages;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>A chain of one node with accounts that have ether, for one test or class of tests.</summary>
internal sealed class DevelopmentChain : IAsyncDisposable
{
    public const ulong ChainId = 1337;

    // Without a number anvil forgets the state of every block but the newest; without the option it writes states to disk.
    private const string StatesKept = "1000";

    // The first keys of anvil's well-known mnemonic; ganache is given the same.
    private static readonly string[] Secrets =
    [
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
        "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
    ];

    private readonly ChainProcess process;

    private DevelopmentChain(ChainProcess process)
    {
        this.process = process;
        Rpc = new JsonRpcClient(process.Address);
        Client = new EthereumClient(Rpc, TestContracts.Errors);
        Accounts = [.. Secrets.Select(secret => new Account(PrivateKey.FromBytes(HexData.Decode(secret))))];
    }

    public JsonRpcClient Rpc { get; }

    public EthereumClient Client { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public Uri Address => process.Address;

    /// <summary>anvil, which makes a block for each transaction unless told otherwise.</summary>
    public static async Task<DevelopmentChain> StartAnvilAsync(params string[] arguments)
    {
        await ChainPackages.InstallAsync();
        return new DevelopmentChain(await ChainProcess.StartAsync(
            ChainPackages.Anvil, ["--host", "127.0.0.1", "--port", "0", "--chain-id", $"{ChainId}", "--prune-history", StatesKept, .. arguments]));
    }

    /// <summary>ganache, which makes a block for each transaction.</summary>
    public static async Task<DevelopmentChain> StartGanacheAsync()
    {
        await ChainPackages.InstallAsync();
        var options = new JsonObject
        {
            ["chain"] = new JsonObject { ["chainId"] = ChainId, ["networkId"] = ChainId },
            ["wallet"] = new JsonObject
            {
                ["accounts"] = new JsonArray([.. Secrets.Select(secret => new JsonObject { ["balance"] = "0x21e19e0c9bab2400000", ["secretKey"] = secret })]),
            },
        };
        return new DevelopmentChain(await ChainProcess.StartAsync(
            Programs.Find("node"), Path.Combine(ChainPackages.Folder, "ganache.mjs"), options.ToJsonString()));
    }

    public TransactionSender Sender(TransactionSenderOptions? options = null, int account = 0) =>
        new(Client, Accounts[account], ChainId, options ?? Quick);

    /// <summary>Options for chains that answer at once.</summary>
    public static TransactionSenderOptions Quick { get; } = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(20), ReceiptGrace = TimeSpan.FromMilliseconds(500), RebroadcastAfter = TimeSpan.FromSeconds(30),
    };

    /// <summary>Creates a contract with this code.</summary>
    public async Task<Address> DeployAsync(string code)
    {
        await using var sender = Sender(account: 2);
        var pending = await sender.SendAsync(new TransactionRequest { Data = TestContracts.Creation(code) });
        return (await pending.WaitAsync(timeout: Eventually.Patience)).Receipt.ContractAddress!.Value;
    }

    public Task<JsonElement> DoAsync(string method, params JsonNode?[] parameters) => Rpc.CallAsync(new JsonRpcRequest(method, parameters));

    /// <summary>Adds empty blocks, or such with the transactions that wait (anvil).</summary>
    public Task MineAsync(int blocks = 1) => DoAsync("anvil_mine", HexData.EncodeQuantity((ulong)blocks));

    /// <summary>Whether each transaction gets a block at once (anvil).</summary>
    public Task SetAutomineAsync(bool isOn) => DoAsync("evm_setAutomine", isOn);

    /// <summary>The transactions that wait, by hash (anvil).</summary>
    public async Task<IReadOnlyList<TransactionInfo>> PoolAsync(Account account)
    {
        var pool = await DoAsync("txpool_content");
        var found = new List<TransactionInfo>();
        foreach (var kind in new[] { "pending", "queued" })
        {
            foreach (var sender in pool.GetProperty(kind).EnumerateObject().Where(sender => Chain.Address.Parse(sender.Name) == account.Address))
                found.AddRange(sender.Value.EnumerateObject().Select(one => RpcJson.Read<TransactionInfo>(one.Value, "pool", "txpool_content")));
        }
        return found;
    }

    /// <summary>Sets what a unit of gas costs in the next block, in wei (anvil).</summary>
    public Task SetBaseFeeAsync(BigInteger wei) => DoAsync("anvil_setNextBlockBaseFeePerGas", HexData.EncodeQuantity(wei));

    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        await process.DisposeAsync();
    }
}
