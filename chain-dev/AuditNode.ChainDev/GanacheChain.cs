using System.Text.Json;
using AuditNode.Chain;
using AuditNode.ChainDev.Packages;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>
/// Ganache 7.9.2, for those who work with Truffle: two seconds to start, 130 to 190 MB of memory, no longer maintained. Send the
/// transactions of one account one after the other: parallel ones can stay queued for ever.
/// </summary>
public sealed class GanacheChain : DevChain
{
    private GanacheChain(DevChainOptions options) : base("ganache", options)
    {
    }

    /// <summary>Starts a chain; Ganache is installed on first use.</summary>
    /// <param name="options">How the chain is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting, and the client.</param>
    /// <exception cref="ChainDevException">An option is out of range, the port is taken, Node.js is absent, the client does not start,
    /// or the data directory is in use or of another chain.</exception>
    public static async Task<GanacheChain> StartAsync(DevChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chain = new GanacheChain(options ?? new DevChainOptions());
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

    /// <summary>What ganache-node.mjs reads.</summary>
    internal static string Configuration(DevChainOptions options, int port, string? database, IEnumerable<DevAccount> accounts) =>
        JsonSerializer.Serialize(new
        {
            port,
            chainId = options.ChainId,
            hardfork = "london",
            gasLimit = HexData.EncodeQuantity((ulong)options.BlockGasLimit),
            blockTime = (long)(options.BlockTime?.TotalSeconds ?? 0),
            database,
            accounts = accounts.Select(account => new { keyFile = account.KeyPath, balance = HexData.EncodeQuantity(options.Balance) }),
        });

    /// <inheritdoc/>
    private protected override async Task<ProcessCommand> PrepareAsync(int port, CancellationToken cancellationToken)
    {
        await NodePackage.Ganache.InstallAsync(cancellationToken).ConfigureAwait(false);
        var node = await NodeRuntime.FindAsync(cancellationToken).ConfigureAwait(false);
        var file = Path.Combine(DataDirectory, "ganache.json");
        PrivateFile.Write(file, Configuration(Options, port, Options.KeepState ? Path.Combine(DataDirectory, "database") : null, Accounts));
        return new ProcessCommand(node, [NodePackage.Ganache.File("ganache-node.mjs"), file]);
    }
}
