using AuditNode.Chain;

namespace AuditNode.Node.Api;

/// <summary>Jobs, as the admin API and the command line see them.</summary>
public interface INodeJobs
{
    /// <summary>The jobs that this institution is a party of, newest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A job; null where there is none.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<JobStatus?> FindAsync(Bytes32 jobId, CancellationToken cancellationToken);

    /// <summary>The result of a job as JSON; null where this node has none.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<byte[]?> ResultAsync(Bytes32 jobId, CancellationToken cancellationToken);

    /// <summary>Proposes a job.</summary>
    /// <param name="specification">Canonical bytes.</param>
    /// <param name="consentDeadline">Until when data holders may consent.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    Task<JobChange> ProposeAsync(ReadOnlyMemory<byte> specification, DateTimeOffset consentDeadline, CancellationToken cancellationToken);

    /// <summary>Consents to a job, after everything was checked.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="request">With what.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    Task<JobChange> ConsentAsync(Bytes32 jobId, ConsentRequest request, CancellationToken cancellationToken);

    /// <summary>The specification of a job, fetched from its proposer's node where it is not at hand.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="from">Where the proposer's node listens; null for what earlier jobs say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Canonical bytes, those whose SHA-256 is on the chain.</returns>
    Task<byte[]> SpecificationAsync(Bytes32 jobId, Uri? from, CancellationToken cancellationToken);

    /// <summary>Aborts a job.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="reason">1 to 31 ASCII characters.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    Task<JobChange> AbortAsync(Bytes32 jobId, string reason, CancellationToken cancellationToken);

    /// <summary>The privacy accounts of this institution's data sets.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<BudgetView>> BudgetsAsync(CancellationToken cancellationToken);

    /// <summary>Opens the privacy account of a data set, with its configured cap.</summary>
    /// <param name="dataset">The data set; null for the only one.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    Task<BudgetChange> OpenBudgetAsync(string? dataset, CancellationToken cancellationToken);

    /// <summary>Lets a job spend its rho of a data set's account; not a consent to the job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="dataset">The data set; null for the only one.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    Task<BudgetChange> AllowSpendingAsync(Bytes32 jobId, string? dataset, CancellationToken cancellationToken);
}
