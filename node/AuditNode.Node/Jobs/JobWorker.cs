using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Works on the jobs of this institution: those that it accepted, that all others consented to, and that have not ended. Jobs that were cut off
/// are taken up again; those that cannot go on for a reason outside of them are tried again, ever more rarely.
/// </summary>
public sealed class JobWorker : BackgroundService
{
    private static readonly TimeSpan s_longestRetry = TimeSpan.FromHours(1);

    private readonly JobServices _services;
    private readonly JobWorkerOptions _options;
    private readonly JobWatcher _watcher;
    private readonly ILogger<JobWorker> _log;
    private readonly SemaphoreSlim _places;
    private readonly Dictionary<Bytes32, Task> _runs = [];
    private readonly Dictionary<Bytes32, (int Failures, DateTimeOffset NotBefore)> _failed = [];

    /// <summary>A worker.</summary>
    /// <param name="services">What jobs are run with.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="log">Told what happens to jobs; never about data.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public JobWorker(JobServices services, JobWorkerOptions? options, ILogger<JobWorker> log)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(log);
        (_services, _options, _log) = (services, options ?? new JobWorkerOptions(), log);
        _options.Validate();
        _watcher = new JobWatcher(services.Chain);
        _places = new SemaphoreSlim(_options.Workers);
    }

    /// <summary>Why the chain could not be watched the last time; null where it could.</summary>
    public string? ChainFault { get; private set; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(_options.PollInterval, _services.Clock, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        finally
        {
            await Task.WhenAll(_runs.Values).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach ((Bytes32 jobId, JobState state) in await _watcher.RefreshAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!await IsDueAsync(jobId, state, cancellationToken).ConfigureAwait(false)) continue;
                if (!_runs.ContainsKey(jobId)) _services.Progress.Enter(jobId, JobPhase.Queued);
                _runs[jobId] = Task.Run(() => RunAsync(jobId, cancellationToken), CancellationToken.None);
            }

            ChainFault = null;
        }
        catch (Exception e) when (e is RpcException or ChainReorganizedException or BlockNotFoundException)
        {
            if (ChainFault is null) _log.LogWarning("Jobs cannot be looked for: {Reason}", e.Message);
            ChainFault = e.Message;
        }
    }

    private async Task<bool> IsDueAsync(Bytes32 jobId, JobState state, CancellationToken cancellationToken)
    {
        if (_runs.TryGetValue(jobId, out Task? run) && !run.IsCompleted) return false;
        // The others ended it while it could not go on here: taken up once more, it says so.
        if (state is JobState.Completed or JobState.Aborted) return _services.Progress[jobId].Phase == JobPhase.Interrupted;
        if (state is not (JobState.Consented or JobState.Running)) return false;
        lock (_failed)
        {
            if (_failed.TryGetValue(jobId, out var failed) && _services.Clock.GetUtcNow() < failed.NotBefore) return false;
        }

        return await AcceptedJob.ReadAsync(_services.Folder.StateOf(jobId), cancellationToken).ConfigureAwait(false) is not null;
    }

    private async Task RunAsync(Bytes32 jobId, CancellationToken cancellationToken)
    {
        try
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _log.LogInformation("Job {Job} is taken up.", jobId);
                JobEnd end = await new JobRun(_services, jobId).RunAsync(cancellationToken).ConfigureAwait(false);
                lock (_failed) _failed.Remove(jobId);
                if (end.State == JobState.Completed) _log.LogInformation("Job {Job} is completed.", jobId);
                else _log.LogWarning("Job {Job} was aborted: {Reason} {Detail}", jobId, end.Reason, end.Detail);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _services.Progress.Enter(jobId, JobPhase.Interrupted, "the node stops");
        }
        catch (Exception e)
        {
            TimeSpan pause = Postpone(jobId);
            _services.Progress.Enter(jobId, JobPhase.Interrupted, e.Message);
            _log.LogError(e, "Job {Job} cannot go on, and is tried again in {Pause}.", jobId, pause);
            _options.Interrupted?.Invoke(e);
        }
    }

    private TimeSpan Postpone(Bytes32 jobId)
    {
        lock (_failed)
        {
            int failures = _failed.GetValueOrDefault(jobId).Failures + 1;
            double factor = Math.ScaleB(1, Math.Min(failures - 1, 20));
            TimeSpan pause = factor * _options.RetryAfter < s_longestRetry ? factor * _options.RetryAfter : s_longestRetry;
            _failed[jobId] = (failures, _services.Clock.GetUtcNow() + pause);
            return pause;
        }
    }
}
