using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>
/// A development chain: one client process on 127.0.0.1 that mines by itself, with accounts that hold money. It stops when it is
/// disposed of, and when the process that started it ends, however that ends.
/// </summary>
public abstract class DevChain : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly FileStream _lock;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private int? _port;
    private ClientProcess? _process;

    /// <summary>Opens the data directory, with keys made where there are none.</summary>
    private protected DevChain(DevChainOptions options)
    {
        options.Validate();
        Options = options;
        _port = options.Port;
        DataDirectory = Path.GetFullPath(options.DataDirectory
            ?? Path.Combine(Path.GetTempPath(), $"auditnode-chain-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}"));
        PrivateFile.CreateDirectory(DataDirectory);
        _lock = ExclusiveFile.TryOpen(Path.Combine(DataDirectory, "lock")) ?? throw new ChainDevException(ChainDevError.DataDirectory,
            $"{DataDirectory} is in use by another chain; stop that one or choose another directory.");
        try
        {
            RequireSameChain();
            PrivateFile.CreateDirectory(Path.Combine(DataDirectory, "accounts"));
            Accounts = [.. Enumerable.Range(1, options.Accounts).Select(number => OpenAccount(number))];
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Name of the client program.</summary>
    public abstract string Client { get; }

    /// <summary>Chain id.</summary>
    public ulong ChainId => Options.ChainId;

    /// <summary>Where JSON-RPC is served while the chain runs. It stays the same over restarts.</summary>
    public Uri RpcUrl => new($"http://127.0.0.1:{_port}");

    /// <summary>Accounts that hold <see cref="DevChainOptions.Balance"/> at the start; the node does not know their keys as its own.</summary>
    public IReadOnlyList<DevAccount> Accounts { get; }

    /// <summary>Where keys, state and log lie.</summary>
    public string DataDirectory { get; }

    /// <summary>What the client prints.</summary>
    public string LogFile => Path.Combine(DataDirectory, $"{Client}.log");

    /// <summary>Number of the child process, or null when the chain does not run.</summary>
    public int? ProcessId => IsRunning ? _process!.Id : null;

    /// <summary>Whether the client runs.</summary>
    public bool IsRunning => _process is { IsRunning: true };

    private protected DevChainOptions Options { get; }

    /// <summary>Starts the client again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same port; no effect if it runs.</summary>
    /// <exception cref="ChainDevException">The port is taken, or the client does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsRunning)
                return;
            if (_port is { } port)
                await StartOnAsync(port, cancellationToken).ConfigureAwait(false);
            else
                _port = await StartAnywhereAsync(cancellationToken).ConfigureAwait(false);
            await FundAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await EndAsync(kill: true).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _oneAtATime.Release();
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
        await EndAsync(kill: Options.DataDirectory is null).ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
        if (Options.DataDirectory is null && Directory.Exists(DataDirectory))
            Directory.Delete(DataDirectory, recursive: true);
    }

    /// <summary>The command that runs the client on the port.</summary>
    private protected abstract Task<ProcessCommand> PrepareAsync(int port, CancellationToken cancellationToken);

    /// <summary>Gives the accounts their money if the client could not be told to at its start.</summary>
    private protected virtual Task FundAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private DevAccount OpenAccount(int number)
    {
        var file = Path.Combine(DataDirectory, "accounts", $"{number}.key");
        return new DevAccount(AccountKey.ReadOrCreate(file).Address, file);
    }

    private void RequireSameChain()
    {
        var file = Path.Combine(DataDirectory, "chain.json");
        var wanted = JsonSerializer.Serialize(new { client = Client, chainId = ChainId });
        if (!File.Exists(file))
            PrivateFile.Write(file, wanted);
        else if (File.ReadAllText(file) is var found && found != wanted)
            throw new ChainDevException(ChainDevError.DataDirectory,
                $"{DataDirectory} belongs to another chain ({found}, wanted {wanted}); choose another directory or the same client and chain id.");
    }

    private async Task<int> StartAnywhereAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Choose();
            try
            {
                await StartOnAsync(port, cancellationToken).ConfigureAwait(false);
                return port;
            }
            catch (ChainDevException e) when (e.Error == ChainDevError.PortTaken && attempt < PortAttempts)
            {
                // Somebody took it in between: try another.
            }
        }
    }

    private async Task StartOnAsync(int port, CancellationToken cancellationToken)
    {
        var command = await PrepareAsync(port, cancellationToken).ConfigureAwait(false);
        LoopbackPort.Require(port, Client);
        await EndAsync(kill: true).ConfigureAwait(false);
        _process = ClientProcess.Start(command, DataDirectory, LogFile);
        var probe = new RpcProbe(new Uri($"http://127.0.0.1:{port}"));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        try
        {
            while (await probe.TryGetChainIdAsync(timeout.Token).ConfigureAwait(false) is var id && id != ChainId)
            {
                if (!_process.IsRunning || id is not null)
                    throw await FailedAsync(_process, port, id).ConfigureAwait(false);
                await Task.Delay(Poll, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChainDevException(ChainDevError.Client, $"{Client} did not answer within {StartTimeout.TotalSeconds} s; see {LogFile}.");
        }
    }

    private async Task<ChainDevException> FailedAsync(ClientProcess process, int port, ulong? otherChain)
    {
        // Another program's chain answers on the port, or the client says that the port is taken: somebody was faster.
        await process.KillAsync().ConfigureAwait(false);
        var line = process.LastLine();
        return otherChain is not null || line.Contains("in use", StringComparison.Ordinal) || line.Contains("EADDRINUSE", StringComparison.Ordinal)
            ? LoopbackPort.Taken(port, Client)
            : new ChainDevException(ChainDevError.Client, $"{Client} ended at its start: {line} (see {LogFile}).");
    }

    private async Task StopOrKillAsync(bool kill, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EndAsync(kill).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task EndAsync(bool kill)
    {
        if (_process is null)
            return;
        if (!kill)
            await _process.StopAsync(StopTimeout).ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
        _process = null;
    }
}
