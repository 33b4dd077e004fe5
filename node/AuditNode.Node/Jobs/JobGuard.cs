using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Looks at a job's state on the chain while this institution works on it: whether it was ended, and whether its parties are still members. A
/// chain that is away ends nothing.
/// </summary>
internal sealed class JobGuard(JobServices services, Bytes32 jobId, JobSpecification specification)
{
    private const byte Worker = 2;

    private JobChain Chain => services.Chain;

    /// <summary>Waits until the job is running.</summary>
    /// <returns>Null when it is; how it ended where it was ended before.</returns>
    /// <exception cref="JobRefusedException">A party was removed.</exception>
    public Task<JobEnd?> StartedAsync(CancellationToken cancellationToken) =>
        UntilAsync<JobEnd?>(async (job, block) =>
        {
            if (EndOf(job) is { } end) return (true, end);
            await RequireMembersAsync(block, cancellationToken).ConfigureAwait(false);
            return ((JobState)job.State == JobState.Running, null);
        }, cancellationToken);

    /// <summary>Waits until the job has ended, whoever ended it.</summary>
    /// <exception cref="JobRefusedException">A party was removed, or all have reported and the results differ: the job cannot be completed.</exception>
    public Task<JobEnd> EndedAsync(CancellationToken cancellationToken) =>
        UntilAsync(async (job, block) =>
        {
            if (EndOf(job) is { } end) return (true, end);
            await RequireMembersAsync(block, cancellationToken).ConfigureAwait(false);
            await RequireAgreementAsync(job, block, cancellationToken).ConfigureAwait(false);
            return (false, null!);
        }, cancellationToken);

    private static JobEnd? EndOf(JobRegistry.Job job) => (JobState)job.State switch
    {
        JobState.Completed => new JobEnd(JobState.Completed),
        JobState.Aborted => new JobEnd(JobState.Aborted, AbortReason.Describe(job.AbortReason)),
        _ => null,
    };

    private async Task RequireMembersAsync(BlockTag block, CancellationToken cancellationToken)
    {
        foreach (PartySpecification party in specification.Parties)
        {
            if (await Chain.Institutions.HasRoleAsync(party.Institution, Worker, block, cancellationToken).ConfigureAwait(false)) continue;
            throw new JobRefusedException(JobRefusal.PartyRemoved, "parties", $"{party.Name} ({party.Institution}) is no member of the consortium that may work",
                "institutions with the role worker", "propose the job without it, or have the consortium admit it");
        }
    }

    private async Task RequireAgreementAsync(JobRegistry.Job job, BlockTag block, CancellationToken cancellationToken)
    {
        var results = new HashSet<Bytes32>();
        foreach (Address holder in job.Spec.DataHolders)
        {
            Bytes32 result = await Chain.Jobs.ReportedResultAsync(jobId, holder, block, cancellationToken).ConfigureAwait(false);
            if (result.IsZero) return; // not all have reported
            results.Add(result);
        }

        if (results.Count > 1)
        {
            throw new JobRefusedException(JobRefusal.DifferentResults, "result", $"the institutions report {results.Count} different results", "one",
                "have an auditor verify and replay the job, and propose it anew");
        }
    }

    private async Task<T> UntilAsync<T>(Func<JobRegistry.Job, BlockTag, Task<(bool Done, T Value)>> look, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                BlockTag block = Chain.StateAt(await Chain.FinalBlockAsync(cancellationToken).ConfigureAwait(false));
                if (await Chain.FindAsync(jobId, block, cancellationToken).ConfigureAwait(false) is { } job
                    && await look(job, block).ConfigureAwait(false) is (true, var value))
                    return value;
            }
            catch (RpcException)
            {
                // The chain is away; work goes on, and what it says is looked at later.
            }

            await Task.Delay(services.PollInterval, services.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
