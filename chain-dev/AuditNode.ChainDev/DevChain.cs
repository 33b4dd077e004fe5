using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>
/// A development chain: one client process on 127.0.0.1 that mines by itself, with accounts that hold money. It stops when it is
/// disposed of, and when the process that started it ends, however that ends.
/// </summary>
public abstract class DevChain : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly ChainDirectory directory;
    private readonly ClientSlot slot = new(StopTimeout);
    private int? port;
    private JsonRpcClient? connection;

    /// <summary>Opens the data directory, with keys made where there are none.</summary>
    private protected DevChain(string client, DevChainOptions options)
    {
        options.Validate();
        Client = client;
        Options = options;
        port = options.Port;
        directory = ChainDirectory.Open(options.DataDirectory);
        try
        {
            directory.RequireSame(JsonSerializer.Serialize(new { client, chainId = options.ChainId }));
            Accounts = directory.OpenAccounts(options.Accounts);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Name of the client program.</summary>
    public string Client { get; }

    /// <summary>Chain id.</summary>
    public ulong ChainId => Options.ChainId;

    /// <summary>Where JSON-RPC is served while the chain runs. It stays the same over restarts.</summary>
    public Uri RpcUrl => new($"http://127.0.0.1:{port}");

    /// <summary>A connection to the chain; disposed of with it.</summary>
    public EthereumClient Ethereum => new(connection ??= new JsonRpcClient(RpcUrl));

    /// <summary>Accounts that hold <see cref="DevChainOptions.Balance"/> at the start. The node does not sign for them.</summary>
    public IReadOnlyList<DevAccount> Accounts { get; }

    /// <summary>Where keys, state and log lie.</summary>
    public string DataDirectory => directory.Path;

    /// <summary>What the client prints.</summary>
    public string LogFile => directory.At($"{Client}.log");

    /// <summary>Number of the child process, or null when the chain does not run.</summary>
    public int? ProcessId => slot.ProcessId;

    /// <summary>Whether the client runs.</summary>
    public bool IsRunning => slot.IsRunning;

    private protected DevChainOptions Options { get; }

    /// <summary>Starts the client again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same port; no effect if it
    /// runs.</summary>
    /// <exception cref="ChainDevException">The port is taken, or the client does not start.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => slot.ExclusivelyAsync(
        async () =>
        {
            if (IsRunning)
                return;
            try
            {
                if (port is { } known)
                    await StartOnAsync(known, cancellationToken).ConfigureAwait(false);
                else
                    port = await StartAnywhereAsync(cancellationToken).ConfigureAwait(false);
                await FundAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await slot.EndAsync(kill: true).ConfigureAwait(false);
                throw;
            }
        },
        cancellationToken);

    /// <summary>Stops the client in order: it writes its state and ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => slot.StopAsync(cancellationToken);

    /// <summary>Kills the client as a power failure would (SIGKILL).</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => slot.KillAsync(cancellationToken);

    /// <summary>Stops and starts the client.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the client and deletes the data directory if it was a temporary one.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await slot.EndAsync(kill: directory.IsTemporary).ConfigureAwait(false);
        await slot.DisposeAsync().ConfigureAwait(false);
        connection?.Dispose();
        directory.Dispose();
    }

    /// <summary>The command that runs the client on the port.</summary>
    private protected abstract Task<ProcessCommand> PrepareAsync(int port, CancellationToken cancellationToken);

    /// <summary>Gives the accounts their money if the client could not be told to at its start.</summary>
    private protected virtual Task FundAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<int> StartAnywhereAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = LoopbackPort.Choose();
            try
            {
                await StartOnAsync(candidate, cancellationToken).ConfigureAwait(false);
                return candidate;
            }
            catch (ChainDevException e) when (e.Error == ChainDevError.PortTaken && attempt < PortAttempts)
            {
                // Somebody took it in between: try another.
            }
        }
    }

    private async Task StartOnAsync(int on, CancellationToken cancellationToken)
    {
        await slot.EndAsync(kill: true).ConfigureAwait(false); // one that died may still hold the log
        var command = await PrepareAsync(on, cancellationToken).ConfigureAwait(false);
        var start = new ClientStart(Client, command, DataDirectory, LogFile, on, ChainId);
        await slot.RunAsync(start, cancellationToken).ConfigureAwait(false);
    }
}
