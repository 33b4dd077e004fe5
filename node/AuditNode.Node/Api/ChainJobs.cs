using System.Globalization;
using System.Text;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Contracts.Errors;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>Jobs as the chain has them; needs neither keys nor a running node.</summary>
/// <param name="contracts">The contracts.</param>
/// <param name="institution">Whose jobs.</param>
public sealed class ChainJobs(NodeContracts contracts, Address institution)
{
    private const int MaxJobs = 10_000;
    private static readonly ulong LastTime = (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The jobs that the institution is a party of, newest first, at most 10,000.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Chain.JsonRpc.RpcException">The node does not answer.</exception>
    public async Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        var head = await contracts.Client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var filter = new JobRegistry.PartyNamedFilter { Institution = institution };
        var ids = new List<Bytes32>();
        var named = contracts.Jobs.QueryPartyNamedAsync(contracts.Addresses.FirstBlock, head, filter, cancellationToken);
        await foreach (var party in named.ConfigureAwait(false))
        {
            ids.Add(party.JobId);
            if (ids.Count == MaxJobs)
                break;
        }
        ids.Reverse();
        var found = new List<JobStatus>();
        foreach (var id in ids)
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } job) // null: its block has just left the chain
                found.Add(job);
        }
        return found;
    }

    /// <summary>A job; null where there is none.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Chain.JsonRpc.RpcException">The node does not answer.</exception>
    public async Task<JobStatus?> FindAsync(Bytes32 jobId, CancellationToken cancellationToken = default)
    {
        JobRegistry.Job job;
        try
        {
            job = await contracts.Jobs.JobAsync(jobId, default, cancellationToken).ConfigureAwait(false);
        }
        catch (ContractRevertedException refusal) when (WrongJobState.TryDecode(refusal, out _))
        {
            return null;
        }
        var missing = new List<string>();
        foreach (var holder in job.Spec.DataHolders)
        {
            if (!await contracts.Jobs.HasConsentedAsync(jobId, holder, default, cancellationToken).ConfigureAwait(false))
                missing.Add(holder.ToString());
        }
        return new JobStatus(
            jobId.ToString(), StateName(job.State), job.Spec.SpecHash.ToString(), job.Proposer.ToString(),
            [.. job.Spec.Parties.Select(party => party.ToString())], missing, job.Spec.Clusters, job.Spec.Rounds,
            job.Spec.Rho.ToString(CultureInfo.InvariantCulture),
            job.Spec.ConsentDeadline < LastTime ? DateTimeOffset.FromUnixTimeSeconds((long)job.Spec.ConsentDeadline) : null,
            job.ResultHash.IsZero ? null : job.ResultHash.ToString(), Reason(job.AbortReason), null, null);
    }

    private static string StateName(byte state) => state switch
    {
        1 => "proposed",
        2 => "consented",
        3 => "running",
        4 => "completed",
        5 => "aborted",
        _ => "unknown",
    };

    // A hash, or a short text; what is not printable is not printed.
    private static string? Reason(Bytes32 reason)
    {
        if (reason.IsZero)
            return null;
        var text = Encoding.Latin1.GetString(reason.ToArray()).TrimEnd('\0');
        return text.All(c => c is >= ' ' and <= '~') ? text : reason.ToString();
    }
}
