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
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private int? port;
    private ClientProcess? process;
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
    public int? ProcessId => IsRunning ? process!.Id : null;

    /// <summary>Whether the client runs.</summary>
    public bool IsRunning => process is { IsRunning: true };

    private protected DevChainOptions Options { get; }

    /// <summary>Starts the client again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same port; no effect if it
    /// runs.</summary>
    /// <exception cref="ChainDevException">The port is taken, or the client does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsRunning)
                return;
            if (port is { } known)
                await StartOnAsync(known, cancellationToken).ConfigureAwait(false);
            else
                port = await StartAnywhereAsync(cancellationToken).ConfigureAwait(false);
            await FundAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await EndAsync(kill: true).ConfigureAwait(false);
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Stops the client in order: it writes its state and ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => StopOrKillAsync(kill: false, cancellationToken);

    /// <summary>Kills the client as a power failure would (SIGKILL).</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => StopOrKillAsync(kill: true, cancellationToken);

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
        await EndAsync(kill: directory.IsTemporary).ConfigureAwait(false);
        connection?.Dispose();
        directory.Dispose();
        oneAtATime.Dispose();
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
        await EndAsync(kill: true).ConfigureAwait(false);
        var command = await PrepareAsync(on, cancellationToken).ConfigureAwait(false);
        var start = new ClientStart(Client, command, DataDirectory, LogFile, on, ChainId);
        process = await start.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task StopOrKillAsync(bool kill, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EndAsync(kill).ConfigureAwait(false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task EndAsync(bool kill)
    {
        if (process is null)
            return;
        if (!kill)
            await process.StopAsync(StopTimeout).ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
        process = null;
    }
}
