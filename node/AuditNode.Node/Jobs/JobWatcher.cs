using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Watches JobRegistry for the jobs of this institution, at the depth at which blocks no longer leave the chain. If one does all the same, it
/// forgets what it knew and reads again. Not safe for concurrent use.
/// </summary>
/// <param name="chain">The contracts.</param>
public sealed class JobWatcher(JobChain chain)
{
    private readonly Dictionary<Bytes32, JobState> _jobs = [];
    private readonly List<Bytes32> _order = [];
    private (ulong Number, Bytes32 Hash)? _read;

    /// <summary>The last block that was read; null before the first.</summary>
    public ulong? LastBlock => _read?.Number;

    /// <summary>How often a block that was thought final left the chain.</summary>
    public int Reorganizations { get; private set; }

    /// <summary>Looks at what is new.</summary>
    /// <param name="cancellationToken">Stops the reading; what was known stays known.</param>
    /// <returns>All jobs of this institution in the order in which they were proposed, with their states.</returns>
    /// <exception cref="Chain.JsonRpc.RpcException">The node failed; look again later.</exception>
    /// <exception cref="ChainReorganizedException">The chain changed while it was read; look again.</exception>
    public async Task<IReadOnlyList<(Bytes32 JobId, JobState State)>> RefreshAsync(CancellationToken cancellationToken = default)
    {
        ulong final = await chain.FinalBlockAsync(cancellationToken).ConfigureAwait(false);
        await CheckHistoryAsync(final, cancellationToken).ConfigureAwait(false);
        ulong next = _read is { } read ? read.Number + 1 : chain.Addresses.FirstBlock;
        if (next <= final)
        {
            if (await chain.Client.GetBlockAsync(final, cancellationToken).ConfigureAwait(false) is not { } block) return States();
            await AddNewAsync(next, final, cancellationToken).ConfigureAwait(false);
            _read = (final, block.Hash);
        }

        foreach (Bytes32 jobId in _order)
        {
            if (_jobs[jobId] is not (JobState.Completed or JobState.Aborted))
                _jobs[jobId] = await chain.StateAsync(jobId, chain.StateAt(final), cancellationToken).ConfigureAwait(false);
        }

        return States();
    }

    private IReadOnlyList<(Bytes32 JobId, JobState State)> States() => [.. _order.Select(jobId => (jobId, _jobs[jobId]))];

    /// <summary>What was read is only true on the chain that it was read from.</summary>
    private async Task CheckHistoryAsync(ulong final, CancellationToken cancellationToken)
    {
        if (_read is not { } read) return;
        if (read.Number <= final && (await chain.Client.GetBlockAsync(read.Number, cancellationToken).ConfigureAwait(false))?.Hash == read.Hash) return;
        Reorganizations++;
        _read = null;
        _jobs.Clear();
        _order.Clear();
    }

    private async Task AddNewAsync(ulong from, ulong to, CancellationToken cancellationToken)
    {
        var filter = new JobRegistry.PartyNamedFilter { Institution = chain.Institution };
        var found = new List<Bytes32>();
        await foreach (JobRegistry.PartyNamed named in chain.Jobs.QueryPartyNamedAsync(from, to, filter, cancellationToken).ConfigureAwait(false))
            found.Add(named.JobId);
        foreach (Bytes32 jobId in found.Where(jobId => _jobs.TryAdd(jobId, JobState.Unknown))) _order.Add(jobId);
    }
}
