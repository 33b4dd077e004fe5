namespace AuditNode.Node.Hosting;

/// <summary>Asks all readiness checks every two seconds and keeps their last answers, so that asking for them costs nothing.</summary>
public sealed class ReadinessMonitor(
    IEnumerable<IReadinessCheck> checks, ServiceNotifier notifier, TimeProvider time, ILogger<ReadinessMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IReadinessCheck[] checks = [.. checks];
    private volatile IReadOnlyList<Check> latest = [.. checks.Select(check => new Check(check.Name, false, "not examined yet", "wait"))];

    /// <summary>The last answers.</summary>
    public IReadOnlyList<Check> Latest => latest;

    /// <summary>Whether all checks passed.</summary>
    public bool IsReady => latest.All(check => check.Passed);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = new List<Check>();
            foreach (var check in checks)
                found.Add(await AskAsync(check, stoppingToken).ConfigureAwait(false));
            if (stoppingToken.IsCancellationRequested)
                return;
            Report(latest, found);
            latest = found;
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Check> AskAsync(IReadinessCheck check, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            return await check.CheckAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new Check(check.Name, false, $"no answer within {Patience.TotalSeconds} seconds", "look into the log");
        }
        catch (Exception e)
        {
            return new Check(check.Name, false, e.Message.ReplaceLineEndings(" "), "look into the log");
        }
    }

    private void Report(IReadOnlyList<Check> before, List<Check> now)
    {
        foreach (var (was, check) in before.Zip(now).Where(pair => pair.First.Passed != pair.Second.Passed))
        {
            if (check.Passed)
                Log.Good(logger, check.Name, check.Detail);
            else
                Log.Bad(logger, check.Name, check.Detail, check.Remedy ?? "");
        }
        notifier.Status(now.Find(check => !check.Passed) is { } bad ? $"not ready: {bad.Name}: {bad.Detail}" : "ready");
    }
}
