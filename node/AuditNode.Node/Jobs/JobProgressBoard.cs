using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>Where running jobs write how far they are, for whoever wants to know. In memory. Safe for concurrent use.</summary>
/// <param name="clock">The institution's clock.</param>
public sealed class JobProgressBoard(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Bytes32, JobProgress> _jobs = new();

    /// <summary>Told of every change, on whatever thread made it; must return soon.</summary>
    public event Action<Bytes32, JobProgress>? Changed;

    /// <summary>Told of every operation when its record is durable, on whatever thread did it; must return soon.</summary>
    public event Action<Bytes32, Operation>? Performed;

    /// <summary>How far a job is; idle where nothing was heard of it since the process began.</summary>
    /// <param name="jobId">The job.</param>
    public JobProgress this[Bytes32 jobId] => _jobs.GetValueOrDefault(jobId) ?? new JobProgress(JobPhase.Idle, DateTimeOffset.MinValue);

    /// <summary>Enters a phase.</summary>
    internal void Enter(Bytes32 jobId, JobPhase phase, string? reason = null, int rounds = 0)
    {
        JobProgress before = this[jobId];
        Set(jobId, before with
        {
            Phase = phase, Since = clock.GetUtcNow(), Step = null, Fraction = 0, Reason = reason, Rounds = rounds == 0 ? before.Rounds : rounds,
        });
    }

    /// <summary>Goes on within the phase.</summary>
    internal void Advance(Bytes32 jobId, string step, int round, double fraction) =>
        Set(jobId, this[jobId] with { Step = step, Round = round, Fraction = fraction });

    /// <summary>Takes note of an operation.</summary>
    internal void Perform(Bytes32 jobId, Operation operation) => Performed?.Invoke(jobId, operation);

    private void Set(Bytes32 jobId, JobProgress progress)
    {
        _jobs[jobId] = progress;
        Changed?.Invoke(jobId, progress);
    }
}
