using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.ChainDev.Processes;

/// <summary>A client that is to be started: what to run, and how to know that it is there.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Command">What to run.</param>
/// <param name="Directory">Where to run it.</param>
/// <param name="LogFile">Where its output goes.</param>
/// <param name="Port">Port of its JSON-RPC server on 127.0.0.1.</param>
/// <param name="ChainId">The chain that it must say it has.</param>
internal sealed record ClientStart(string Name, ProcessCommand Command, string Directory, string LogFile, int Port, ulong ChainId)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly JsonRpcOptions Once = new() { MaxAttempts = 1, RequestTimeout = TimeSpan.FromSeconds(10) };

    /// <summary>Starts the client and waits until it answers.</summary>
    /// <exception cref="ChainDevException">The port is taken, or the client ends or does not answer.</exception>
    public async Task<ClientProcess> RunAsync(CancellationToken cancellationToken)
    {
        LoopbackPort.Require(Port, Name);
        var process = ClientProcess.Start(Command, Directory, LogFile);
        try
        {
            await WaitAsync(process, cancellationToken).ConfigureAwait(false);
            return process;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task WaitAsync(ClientProcess process, CancellationToken cancellationToken)
    {
        using var connection = new JsonRpcClient(new Uri($"http://127.0.0.1:{Port}"), Once);
        var client = new EthereumClient(connection);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Limit);
        try
        {
            while (await TryGetChainIdAsync(client, timeout.Token).ConfigureAwait(false) is var id && (id != ChainId || !process.IsRunning))
            {
                if (!process.IsRunning || id is not null)
                    throw await FailedAsync(process, id).ConfigureAwait(false);
                await Task.Delay(Poll, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChainDevException(ChainDevError.Client, $"{Name} did not answer within {Limit.TotalSeconds} s; see {LogFile}.");
        }
    }

    private static async Task<ulong?> TryGetChainIdAsync(EthereumClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            return null;
        }
    }

    private async Task<ChainDevException> FailedAsync(ClientProcess process, ulong? otherChain)
    {
        // Another program's chain answers on the port, or the client says that the port is taken: somebody was faster.
        await process.KillAsync().ConfigureAwait(false);
        var line = process.LastLine();
        return otherChain is not null || process.Said("address already in use", "EADDRINUSE")
            ? LoopbackPort.Taken(Port, Name)
            : new ChainDevException(ChainDevError.Client, $"{Name} ended at its start: {line} (see {LogFile}).");
    }
}
