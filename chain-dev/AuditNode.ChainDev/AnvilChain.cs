using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.ChainDev.Packages;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>
/// Anvil of the Foundry project, the default: a tenth of a second to start, 20 MB of memory. London rules, as the consortium's network.
/// </summary>
public sealed class AnvilChain : DevChain
{
    private AnvilChain(DevChainOptions options) : base("anvil", options)
    {
    }

    private string StateFile => Path.Combine(DataDirectory, "state.json");

    /// <summary>Starts a chain; Anvil is installed on first use.</summary>
    /// <param name="options">How the chain is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting, and the client.</param>
    /// <exception cref="ChainDevException">An option is out of range, the port is taken, Node.js is absent, the client does not start,
    /// or the data directory is in use, of another chain or damaged.</exception>
    public static async Task<AnvilChain> StartAsync(DevChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chain = new AnvilChain(options ?? new DevChainOptions());
        try
        {
            await chain.StartAsync(cancellationToken).ConfigureAwait(false);
            return chain;
        }
        catch
        {
            await chain.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The command line, for options that have been validated.</summary>
    internal static IReadOnlyList<string> Arguments(DevChainOptions options, int port, string stateFile)
    {
        // No accounts of its own: those would be derived from a mnemonic that everybody knows, or that the command line shows.
        // Without --prune-history old states go to the disk, and bursts of parallel transactions have wedged the client. Some are kept in
        // memory, since nodes read the state of a final block, not of the last one.
        List<string> arguments =
        [
            "--host", "127.0.0.1", "--port", Text(port), "--chain-id", Text(options.ChainId), "--accounts", "0", "--no-cors",
            "--hardfork", "london", "--gas-limit", Text(options.BlockGasLimit), "--prune-history", "256", "--color", "never",
        ];
        if (options.BlockTime is { } time)
            arguments.AddRange(["--block-time", Text((long)time.TotalSeconds)]);
        if (options.KeepState)
            arguments.AddRange(["--state", stateFile, "--state-interval", "1"]);
        return arguments;
    }

    /// <inheritdoc/>
    private protected override async Task<ProcessCommand> PrepareAsync(int port, CancellationToken cancellationToken)
    {
        RequireWholeState();
        await NodePackage.Main.InstallAsync(cancellationToken).ConfigureAwait(false);
        var node = await NodeRuntime.FindAsync(cancellationToken).ConfigureAwait(false);
        return new ProcessCommand(node, [NodePackage.Main.File("lifeline.mjs"), Program(), .. Arguments(Options, port, StateFile)]);
    }

    /// <inheritdoc/>
    private protected override async Task FundAsync(CancellationToken cancellationToken)
    {
        foreach (var account in Accounts)
        {
            var isNew = await Ethereum.GetBalanceAsync(account.Address, default, cancellationToken).ConfigureAwait(false) == 0
                && await Ethereum.GetTransactionCountAsync(account.Address, default, cancellationToken).ConfigureAwait(false) == 0;
            var fund = new JsonRpcRequest("anvil_setBalance", account.Address.ToString(), HexData.EncodeQuantity(Options.Balance));
            if (isNew)
                await Ethereum.Rpc.CallAsync(fund, cancellationToken).ConfigureAwait(false);
        }
    }

    // The packages of other systems are not in the lock file; there, Anvil has to be on the PATH.
    private static string Program()
    {
        var packaged = NodePackage.Main.File("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        if (OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64 && File.Exists(packaged))
            return packaged;
        return NodeRuntime.Find("anvil") ?? throw new ChainDevException(ChainDevError.Environment,
            "Anvil is packaged for Linux on x64 only: put anvil (https://getfoundry.sh, version 1.7.1) on the PATH, or use Ganache.");
    }

    // Anvil writes its state in place: killed meanwhile, it leaves half of it.
    private void RequireWholeState()
    {
        if (!File.Exists(StateFile))
            return;
        try
        {
            using var stream = File.OpenRead(StateFile);
            using var _ = JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new ChainDevException(ChainDevError.DataDirectory,
                $"{StateFile} is damaged (Anvil was killed while it wrote); delete it to start an empty chain.", e);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
