namespace AuditNode.Node.Hosting;

/// <summary>Tells systemd that the node lives, as long as its thread pool runs work; where no watchdog is set, nothing.</summary>
public sealed class Watchdog(ServiceNotifier notifier, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (notifier.WatchdogInterval is not { } interval)
            return;
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                notifier.Alive();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
        }
    }
}
