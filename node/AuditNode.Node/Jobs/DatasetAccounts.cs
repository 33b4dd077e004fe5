using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>
/// The privacy accounts of an institution's data sets. A data set keeps its account under its name, also when its file changes: a new file
/// must not be a new budget. The identifier on the chain is random, so that it says nothing about name or content.
/// </summary>
/// <param name="chain">The contracts.</param>
/// <param name="identifiers">Where identifiers are kept.</param>
public sealed class DatasetAccounts(JobChain chain, ICheckpointStore identifiers)
{
    /// <summary>The identifier of a data set's account, made when it is first asked for.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="cancellationToken">Honoured until a new identifier is stored.</param>
    /// <exception cref="StorageException">The stored identifier is damaged.</exception>
    public async Task<Bytes32> IdentifierOfAsync(string name, CancellationToken cancellationToken = default)
    {
        string file = $"{PartyName.Require(name, nameof(name))}.account";
        if (await identifiers.ReadAsync(file, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            return stored.Length == Bytes32.ByteCount
                ? Bytes32.FromBytes(stored.Span)
                : throw new StorageException($"The identifier of data set '{name}' is damaged; restore '{file}', or its budget cannot be found.");
        }

        byte[] fresh = RandomNumberGenerator.GetBytes(Bytes32.ByteCount);
        await identifiers.WriteAsync(file, fresh, cancellationToken).ConfigureAwait(false);
        return Bytes32.FromBytes(fresh);
    }

    /// <summary>What is left of a data set's cap, over all jobs, in units of 1e-12.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<BigInteger> RemainingAsync(DatasetSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Bytes32 id = await IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        BigInteger cap = await chain.Budgets.CapAsync(chain.Institution, id, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (cap.IsZero) return (BigInteger)source.Cap; // not opened yet
        return cap - await chain.Budgets.SpentAsync(chain.Institution, id, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a job may still spend on a data set, in units of 1e-12; 0 before <see cref="ConsentAsync"/>.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<BigInteger> RemainingAsync(DatasetSource source, Bytes32 jobId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Bytes32 id = await IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        return await chain.Budgets.RemainingAsync(chain.Institution, id, jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the account of a data set, with its configured cap, which nobody can raise afterwards. Repeating it changes nothing.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="cancellationToken">Ends the wait for the chain.</param>
    /// <returns>The transaction; null where the account was open.</returns>
    public async Task<Bytes32?> OpenAsync(DatasetSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Bytes32 id = await IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        if (!(await chain.Budgets.CapAsync(chain.Institution, id, cancellationToken: cancellationToken).ConfigureAwait(false)).IsZero) return null;
        return (await chain.SubmitAsync("dataset.open", (journal, token) =>
            chain.Budgets.SendOpenDatasetAsync(chain.Sender, id, (BigInteger)source.Cap, journal: journal, cancellationToken: token), cancellationToken).ConfigureAwait(false)).TransactionHash;
    }

    /// <summary>Lets a job spend up to its budget of an open account. Repeating it changes nothing.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="rho">The job's budget in units of 1e-12, above 0.</param>
    /// <param name="cancellationToken">Ends the wait for the chain.</param>
    /// <returns>The transaction; null where the job may spend already.</returns>
    /// <exception cref="JobRefusedException">Less is left than the job asks for, or the account is not open.</exception>
    public async Task<Bytes32?> AllowAsync(DatasetSource source, Bytes32 jobId, BigInteger rho, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Bytes32 id = await IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        if (await IsAllowedAsync(id, jobId, cancellationToken).ConfigureAwait(false)) return null;
        await RequireAsync(source, rho, cancellationToken).ConfigureAwait(false);
        if ((await chain.Budgets.CapAsync(chain.Institution, id, cancellationToken: cancellationToken).ConfigureAwait(false)).IsZero)
        {
            throw new JobRefusedException(JobRefusal.Budget, "dataset", $"the account of data set '{source.Name}' is not open", "an open account",
                "open it (privacy open), or consent to the job, which does both");
        }

        return await SendAsync(id, jobId, rho, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the account where there is none, and lets a job spend up to its budget. Repeating it changes nothing.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="rho">The job's budget in units of 1e-12, above 0.</param>
    /// <param name="cancellationToken">Ends the wait for the chain.</param>
    /// <exception cref="JobRefusedException">Less is left than the job asks for.</exception>
    public async Task ConsentAsync(DatasetSource source, Bytes32 jobId, BigInteger rho, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Bytes32 id = await IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        if (await IsAllowedAsync(id, jobId, cancellationToken).ConfigureAwait(false)) return;
        await RequireAsync(source, rho, cancellationToken).ConfigureAwait(false);
        await OpenAsync(source, cancellationToken).ConfigureAwait(false);
        await SendAsync(id, jobId, rho, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks that a data set's cap covers a job.</summary>
    /// <exception cref="JobRefusedException">Less is left than the job asks for.</exception>
    internal async Task RequireAsync(DatasetSource source, BigInteger rho, CancellationToken cancellationToken)
    {
        BigInteger left = await RemainingAsync(source, cancellationToken).ConfigureAwait(false);
        if (left < rho) throw Exceeded(source, rho, left);
    }

    /// <summary>The refusal of a job that asks for more than is left.</summary>
    internal static JobRefusedException Exceeded(DatasetSource source, BigInteger rho, BigInteger left) => new(
        JobRefusal.Budget, "rho", $"the job asks for {rho} units of 1e-12 of data set '{source.Name}'", $"at most {left}, which is what is left",
        "agree on a job with a smaller budget, or bring another data set");

    private async Task<bool> IsAllowedAsync(Bytes32 id, Bytes32 jobId, CancellationToken cancellationToken) =>
        !(await chain.Budgets.LimitAsync(chain.Institution, id, jobId, cancellationToken: cancellationToken).ConfigureAwait(false)).IsZero;

    private async Task<Bytes32> SendAsync(Bytes32 id, Bytes32 jobId, BigInteger rho, CancellationToken cancellationToken) =>
        (await chain.SubmitAsync("release.consent", (journal, token) =>
            chain.Budgets.SendConsentReleaseAsync(chain.Sender, id, jobId, rho, journal: journal, cancellationToken: token), cancellationToken).ConfigureAwait(false)).TransactionHash;
}
