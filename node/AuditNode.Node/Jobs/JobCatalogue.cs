using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>Jobs as the chain has them, with what this node knows of them.</summary>
/// <param name="chain">The contracts.</param>
/// <param name="specifications">Specifications at hand.</param>
/// <param name="progress">How far this node is.</param>
public sealed class JobCatalogue(JobChain chain, SpecificationStore specifications, JobProgressBoard progress)
{
    private const int MaximumJobs = 10_000;

    private readonly AuditLedger _ledger = new(chain.Client, chain.Addresses.AuditLedger);

    /// <summary>Lists jobs in the order in which they were proposed, at most 10,000.</summary>
    /// <param name="onlyOwn">Only those that this institution is a party of.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Chain.JsonRpc.RpcException">The node failed.</exception>
    /// <exception cref="ChainReorganizedException">The chain changed while it was read; try again.</exception>
    public async Task<IReadOnlyList<JobSummary>> ListAsync(bool onlyOwn = true, CancellationToken cancellationToken = default)
    {
        ulong head = await chain.Client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<JobSummary>();
        var seen = new HashSet<Bytes32>();
        var filter = new JobRegistry.PartyNamedFilter();
        if (onlyOwn) filter = new JobRegistry.PartyNamedFilter { Institution = chain.Institution };
        await foreach (JobRegistry.PartyNamed named in chain.Jobs.QueryPartyNamedAsync(Math.Min(chain.Addresses.FirstBlock, head), head, filter, cancellationToken).ConfigureAwait(false))
        {
            if (!seen.Add(named.JobId)) continue;
            if (await chain.FindAsync(named.JobId, BlockTag.Latest, cancellationToken).ConfigureAwait(false) is not { } job) continue;
            found.Add(await SummariseAsync(named.JobId, job, cancellationToken).ConfigureAwait(false));
            if (found.Count == MaximumJobs) break;
        }

        return found;
    }

    /// <summary>Shows a job.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="JobRefusedException">There is none.</exception>
    /// <exception cref="Chain.JsonRpc.RpcException">The node failed.</exception>
    public async Task<JobView> ShowAsync(Bytes32 jobId, CancellationToken cancellationToken = default)
    {
        JobRegistry.Job job = await chain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        JobSummary summary = await SummariseAsync(jobId, job, cancellationToken).ConfigureAwait(false);
        (JobSpecification? specification, string? fault) = await ReadAsync(jobId, job.Spec.SpecHash, cancellationToken).ConfigureAwait(false);
        var parties = new List<JobPartyView>();
        foreach (Address institution in job.Spec.Parties)
            parties.Add(await ViewAsync(jobId, institution, job.Spec.DataHolders.Contains(institution), specification?.PartyOf(institution), cancellationToken).ConfigureAwait(false));
        return new JobView(
            summary, job.Spec.SpecHash, specification, fault, job.Spec.ConsentDeadline, Time(job.ConsentedAt), Time(job.StartedAt), Time(job.EndedAt),
            job.ResultHash.IsZero ? null : job.ResultHash, summary.State == JobState.Aborted ? AbortReason.Describe(job.AbortReason) : null, parties);
    }

    private async Task<JobPartyView> ViewAsync(
        Bytes32 jobId, Address institution, bool holdsData, PartySpecification? party, CancellationToken cancellationToken)
    {
        bool consented = holdsData && await chain.Jobs.HasConsentedAsync(jobId, institution, cancellationToken: cancellationToken).ConfigureAwait(false);
        Bytes32 result = await chain.Jobs.ReportedResultAsync(jobId, institution, cancellationToken: cancellationToken).ConfigureAwait(false);
        (ulong count, _) = await _ledger.HeadAsync(jobId, institution, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new JobPartyView(institution, party?.Name, party?.Roles ?? JobPartyRoles.None, holdsData, consented, result.IsZero ? null : result, count);
    }

    private async Task<JobSummary> SummariseAsync(Bytes32 jobId, JobRegistry.Job job, CancellationToken cancellationToken)
    {
        (JobSpecification? specification, _) = await ReadAsync(jobId, job.Spec.SpecHash, cancellationToken).ConfigureAwait(false);
        return new JobSummary(
            jobId, specification?.Name, (JobState)job.State, job.Proposer, Time(job.ProposedAt)!.Value, job.Spec.Parties.Contains(chain.Institution), progress[jobId]);
    }

    /// <summary>A wrong file must not hide the job: it is said what is wrong with it.</summary>
    private async Task<(JobSpecification? Specification, string? Fault)> ReadAsync(Bytes32 jobId, Bytes32 specHash, CancellationToken cancellationToken)
    {
        try
        {
            return (await specifications.FindAsync(jobId, specHash, cancellationToken).ConfigureAwait(false), null);
        }
        catch (JobRefusedException e)
        {
            return (null, e.Message);
        }
    }

    private static DateTimeOffset? Time(ulong seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
