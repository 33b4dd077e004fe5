using System.Globalization;
using System.Numerics;
using AuditNode.Chain;
using AuditNode.Node.Hosting;
using AuditNode.Node.Jobs;

namespace AuditNode.Node.Api;

/// <summary>The privacy accounts of the institution's data sets, and the steps that PrivacyBudget has for them.</summary>
internal sealed class NodeBudgets(NodeContracts contracts, NodeCore core)
{
    /// <summary>All accounts, by the names of their data sets.</summary>
    public async Task<IReadOnlyList<BudgetView>> ListAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<BudgetView>();
        foreach (var source in core.Datasets.All.OrderBy(source => source.Name, StringComparer.Ordinal))
            accounts.Add(await ViewAsync(source, cancellationToken).ConfigureAwait(false));
        return accounts;
    }

    /// <summary>Opens an account.</summary>
    public async Task<BudgetChange> OpenAsync(string? dataset, CancellationToken cancellationToken)
    {
        var source = core.Datasets.Find(dataset);
        return await ChangeAsync(source, () => core.Accounts.OpenAsync(source, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a job spend.</summary>
    public async Task<BudgetChange> AllowAsync(Bytes32 jobId, string? dataset, CancellationToken cancellationToken)
    {
        var job = await core.JobChain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        var source = core.Datasets.Find(dataset);
        if (!job.Spec.Parties.Contains(core.JobChain.Institution))
            throw SpecificationCheck.NotParty(core.JobChain.Institution);
        if (job.Spec.Rho.IsZero)
            throw new JobRefusedException(JobRefusal.Budget, "rho", "the job spends nothing", "a job with a budget", "consent to it with job consent");
        return await ChangeAsync(source, () => core.Accounts.AllowAsync(source, jobId, job.Spec.Rho, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<BudgetChange> ChangeAsync(DatasetSource source, Func<Task<Bytes32?>> change, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = await change().ConfigureAwait(false);
            return new BudgetChange(await ViewAsync(source, cancellationToken).ConfigureAwait(false), transaction?.ToString());
        }
        catch (ContractRevertedException e)
        {
            throw ContractRefusals.Explain(e);
        }
    }

    private async Task<BudgetView> ViewAsync(DatasetSource source, CancellationToken cancellationToken)
    {
        var account = await core.Accounts.IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        var institution = core.JobChain.Institution;
        var cap = await contracts.Budget.CapAsync(institution, account, default, cancellationToken).ConfigureAwait(false);
        var spent = await contracts.Budget.SpentAsync(institution, account, default, cancellationToken).ConfigureAwait(false);
        var left = await core.Accounts.RemainingAsync(source, cancellationToken).ConfigureAwait(false);
        static string Text(BigInteger units) => units.ToString(CultureInfo.InvariantCulture);
        return new BudgetView(
            source.Name, account.ToString(), !cap.IsZero, cap.IsZero ? source.Cap.ToString(CultureInfo.InvariantCulture) : Text(cap), Text(spent), Text(left));
    }
}
