using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// The jobs whose messages this node takes. A job stays open after its party is finished, until all institutions are: another that starts
/// again asks whether its last messages arrived. Safe for concurrent use.
/// </summary>
public sealed class PeerJobs
{
    private readonly ConcurrentDictionary<Bytes32, PeerJob> _open = new();

    /// <summary>The jobs that are open.</summary>
    public IReadOnlyCollection<PeerJob> All => [.. _open.Values];

    /// <summary>Takes messages of a job from now on, by these rules; replaces what was open under its number.</summary>
    /// <param name="job">The job.</param>
    public void Open(PeerJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _open[job.JobId] = job;
    }

    /// <summary>Takes no more messages of a job.</summary>
    /// <param name="jobId">The job.</param>
    public void Close(Bytes32 jobId) => _open.TryRemove(jobId, out _);

    /// <summary>Finds an open job.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="job">The job.</param>
    public bool TryFind(Bytes32 jobId, [NotNullWhen(true)] out PeerJob? job) => _open.TryGetValue(jobId, out job);
}
