using System.Collections;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Tests.Hosting;

/// <summary>A chain with contracts, and the directory of a node whose institution is a founder with money and without a registered key.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    private static readonly ScryptParameters Cheap = new(2, 8, 1);
    private readonly TemporaryFolder folder = new();

    public DevChain Chain { get; private set; } = null!;

    public AuditContracts Contracts { get; private set; } = null!;

    public NodeDirectory Directory { get; private set; } = null!;

    public string Passphrase { get; } = KeyMaker.RandomPassphrase();

    public string PassphraseFile => System.IO.Path.Combine(folder.Path, "passphrase");

    public KeySummary Keys { get; private set; } = null!;

    /// <summary>What the configuration says; not what the environment of the tests says.</summary>
    public NodeOptions Options => NodeOptions.From(Directory, NodeConfiguration.Read(Directory.Configuration, new Hashtable(), []));

    public async Task InitializeAsync()
    {
        Chain = await AnvilChain.StartAsync(new DevChainOptions());
        Directory = new NodeDirectory(System.IO.Path.Combine(folder.Path, "node"));
        await KeyMaker.MakeAsync(Directory, Passphrase, TimeProvider.System, Cheap);
        Keys = KeySummary.Read(Directory);
        WritePrivate(PassphraseFile, Passphrase);
        using (var key = Chain.Accounts[0].ReadKey())
        {
            await using var sender = new TransactionSender(
                Chain.Ethereum, new Account(key), Chain.ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(100) });
            Contracts = await AuditDeployment.DeployAsync(
                Chain.Ethereum, sender, [new("hospital", Keys.Institution, InstitutionRoles.Validator | InstitutionRoles.Worker)]);
        }
        await Chain.Ethereum.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", $"{Keys.Institution}", "0x3635c9adc5dea00000"), default);
        Contracts.Write(Directory.Contracts);
        WriteConfiguration();
    }

    /// <summary>A configuration with ports that are free now.</summary>
    public void WriteConfiguration(string more = "") => WritePrivate(Directory.Configuration, $$"""
        {
          "name": "hospital",
          "chain": { "rpc": "{{Chain.RpcUrl}}", "pollMilliseconds": 100 },
          "peers": { "listen": "127.0.0.1:{{LoopbackPort.Choose()}}" },
          "admin": { "listen": "127.0.0.1:{{LoopbackPort.Choose()}}" }{{more}}
        }
        """);

    public async Task DisposeAsync()
    {
        await Chain.DisposeAsync();
        folder.Dispose();
    }

    private static void WritePrivate(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
