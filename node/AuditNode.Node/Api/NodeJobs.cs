using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Node.Hosting;
using AuditNode.Node.Jobs;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Api;

/// <summary>Jobs with everything that this node knows of them, and its decisions on them.</summary>
/// <param name="contracts">The contracts.</param>
/// <param name="core">What acts.</param>
public sealed class NodeJobs(NodeContracts contracts, NodeCore core) : INodeJobs
{
    private readonly NodeBudgets budgets = new(contracts, core);
    private readonly ChainJobs chain = new(contracts, core.JobChain.Institution);

    /// <summary>Asks other nodes for specifications; null where no node runs that could.</summary>
    public SpecificationFetch? Fetch { get; set; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<JobStatus>();
        foreach (var job in await chain.ListAsync(cancellationToken).ConfigureAwait(false))
            found.Add(await CompleteAsync(job, cancellationToken).ConfigureAwait(false));
        return found;
    }

    /// <inheritdoc/>
    public async Task<JobStatus?> FindAsync(Bytes32 jobId, CancellationToken cancellationToken) =>
        await chain.FindAsync(jobId, cancellationToken).ConfigureAwait(false) is { } job
            ? await CompleteAsync(job, cancellationToken).ConfigureAwait(false)
            : null;

    /// <inheritdoc/>
    public async Task<byte[]?> ResultAsync(Bytes32 jobId, CancellationToken cancellationToken)
    {
        var result = await JobResult.ReadAsync(core.Folder.StateOf(jobId), cancellationToken).ConfigureAwait(false);
        return result is null ? null : JsonSerializer.SerializeToUtf8Bytes(result, NodeJson.Options);
    }

    /// <inheritdoc/>
    public async Task<JobChange> ProposeAsync(ReadOnlyMemory<byte> specification, DateTimeOffset consentDeadline, CancellationToken cancellationToken)
    {
        var proposed = await new JobProposer(core.JobChain, core.Specifications)
            .ProposeAsync(JobSpecification.Parse(specification.Span), consentDeadline, cancellationToken).ConfigureAwait(false);
        return new JobChange(proposed.JobId.ToString(), proposed.SpecHash.ToString(), proposed.TransactionHash.ToString());
    }

    /// <inheritdoc/>
    public async Task<JobChange> ConsentAsync(Bytes32 jobId, ConsentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Specification is { } bytes)
            await core.Specifications.PutAsync(bytes, cancellationToken).ConfigureAwait(false);
        else if (Fetch is not null)
            await Fetch.RequireAsync(jobId, request.From, cancellationToken).ConfigureAwait(false);
        var consent = new JobConsent(core.JobChain, core.Specifications, core.Datasets, core.Accounts, core.Folder, TimeProvider.System);
        var review = await consent.ConsentAsync(jobId, request.Dataset, request.AgreesToAssignment, cancellationToken).ConfigureAwait(false);
        return new JobChange(jobId.ToString(), review.Specification.Hash.ToString(), null);
    }

    /// <inheritdoc/>
    public async Task<byte[]> SpecificationAsync(Bytes32 jobId, Uri? from, CancellationToken cancellationToken)
    {
        if (Fetch is not null)
            await Fetch.RequireAsync(jobId, from, cancellationToken).ConfigureAwait(false);
        var job = await core.JobChain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        return (await core.Specifications.GetAsync(jobId, job.Spec.SpecHash, cancellationToken).ConfigureAwait(false)).ToBytes();
    }

    /// <inheritdoc/>
    public async Task<JobChange> AbortAsync(Bytes32 jobId, string reason, CancellationToken cancellationToken)
    {
        if (await chain.FindAsync(jobId, cancellationToken).ConfigureAwait(false) is not { } job)
            throw new NodeException(NodeError.NotFound, $"There is no job {jobId} on this chain; audit-node job list shows those of this institution.");
        if (job.State == "aborted")
            return new JobChange(job.JobId, job.SpecHash, null);
        var sent = await core.Transactions.SendAsync(
            "job.abort", (journal, token) => contracts.Jobs.SendAbortAsync(
                core.Transactions.Sender, jobId, AbortReason.FromText(reason), journal: journal, cancellationToken: token), cancellationToken).ConfigureAwait(false);
        var final = await sent.WaitAsync(core.Transactions.Confirmations, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new JobChange(job.JobId, job.SpecHash, final.Receipt.TransactionHash.ToString());
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BudgetView>> BudgetsAsync(CancellationToken cancellationToken) => budgets.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<BudgetChange> OpenBudgetAsync(string? dataset, CancellationToken cancellationToken) => budgets.OpenAsync(dataset, cancellationToken);

    /// <inheritdoc/>
    public Task<BudgetChange> AllowSpendingAsync(Bytes32 jobId, string? dataset, CancellationToken cancellationToken) =>
        budgets.AllowAsync(jobId, dataset, cancellationToken);

    private async Task<JobStatus> CompleteAsync(JobStatus job, CancellationToken cancellationToken)
    {
        var jobId = Bytes32.Parse(job.JobId);
        string? name;
        try
        {
            name = (await core.Specifications.FindAsync(jobId, Bytes32.Parse(job.SpecHash), cancellationToken).ConfigureAwait(false))?.Name;
        }
        catch (JobRefusedException)
        {
            name = null; // what is at hand is another specification: consenting says so
        }
        var progress = core.Progress[jobId];
        return job with
        {
            Name = name,
            Progress = progress.Phase == JobPhase.Idle ? null : new JobStep(
                JsonNamingPolicy.KebabCaseLower.ConvertName(progress.Phase.ToString()), progress.Round > 0 ? progress.Round : null,
                progress.Rounds > 0 ? progress.Rounds : null, progress.Reason ?? progress.Step),
        };
    }
}
