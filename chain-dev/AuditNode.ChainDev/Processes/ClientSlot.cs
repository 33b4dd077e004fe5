namespace AuditNode.ChainDev.Processes;

/// <summary>The place of one client program: at most one process of it runs, and starting, stopping and killing it wait for each other.</summary>
/// <param name="stopTimeout">How long an orderly end may take before the process is killed.</param>
internal sealed class ClientSlot(TimeSpan stopTimeout) : IAsyncDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private ClientProcess? process;

    /// <summary>Whether the program runs.</summary>
    public bool IsRunning => process is { IsRunning: true };

    /// <summary>Number of the process, or null when it does not run.</summary>
    public int? ProcessId => IsRunning ? process!.Id : null;

    /// <summary>Does something while nobody else starts or ends the program; the action may call <see cref="RunAsync"/>.</summary>
    public async Task ExclusivelyAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await action().ConfigureAwait(false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Puts a new process in the place of one that ended or still runs. Only within <see cref="ExclusivelyAsync"/>.</summary>
    public async Task RunAsync(ClientStart start, CancellationToken cancellationToken)
    {
        await EndAsync(kill: true).ConfigureAwait(false);
        process = await start.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the program write its state and end.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => ExclusivelyAsync(() => EndAsync(kill: false), cancellationToken);

    /// <summary>Ends the program as a power failure would.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => ExclusivelyAsync(() => EndAsync(kill: true), cancellationToken);

    /// <summary>Ends the process, if there is one, without waiting for a turn.</summary>
    public async Task EndAsync(bool kill)
    {
        if (process is null)
            return;
        if (!kill)
            await process.StopAsync(stopTimeout).ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
        process = null;
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(kill: true).ConfigureAwait(false);
        oneAtATime.Dispose();
    }
}
