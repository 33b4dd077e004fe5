using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>A job that this institution accepted, with everything that running it takes.</summary>
/// <param name="JobId">The job.</param>
/// <param name="OnChain">What the chain says.</param>
/// <param name="Specification">What the parties agreed on.</param>
/// <param name="Own">The party that this institution is.</param>
/// <param name="Job">The same for the engine.</param>
/// <param name="State">Where the job's state is kept.</param>
/// <param name="Accepted">What the institution agreed to.</param>
/// <param name="Source">The data set that it brings; null where it brings none.</param>
/// <param name="Account">The data set's privacy account; null where it brings none.</param>
internal sealed record PreparedJob(
    Bytes32 JobId,
    JobRegistry.Job OnChain,
    JobSpecification Specification,
    PartySpecification Own,
    VerticalKMeansJob Job,
    ICheckpointStore State,
    AcceptedJob Accepted,
    DatasetSource? Source,
    Bytes32? Account)
{
    /// <summary>The engine's party that this institution is.</summary>
    public JobParty Party => Job.PartyNamed(Own.Name);

    /// <summary>Institution of every party by its name.</summary>
    public IReadOnlyDictionary<string, Address> Institutions => Specification.Parties.ToDictionary(p => p.Name, p => p.Institution, StringComparer.Ordinal);

    /// <summary>Whether the contract asks for this institution's result.</summary>
    public bool HoldsData => Own.Columns.Count > 0;

    /// <summary>Prepares a job that all consented to.</summary>
    /// <param name="services">What jobs are run with.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="onChain">What the chain says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobRefusedException">The institution did not accept it, or cannot take part.</exception>
    public static async Task<PreparedJob> OfAsync(JobServices services, Bytes32 jobId, JobRegistry.Job onChain, CancellationToken cancellationToken)
    {
        ICheckpointStore state = services.Folder.StateOf(jobId);
        AcceptedJob accepted = await AcceptedJob.ReadAsync(state, cancellationToken).ConfigureAwait(false) ?? throw new JobRefusedException(
            JobRefusal.NotAccepted, "job", $"this institution did not accept job {jobId}", "a job that it consented to", "review the job and consent");
        JobSpecification specification = await services.Specifications.GetAsync(jobId, onChain.Spec.SpecHash, cancellationToken).ConfigureAwait(false);
        PartySpecification own = SpecificationCheck.Require(specification, jobId, onChain.Spec, services.Chain.Institution);
        if (!string.Equals(accepted.SpecHash, Convert.ToHexStringLower(onChain.Spec.SpecHash.ToArray()), StringComparison.Ordinal))
        {
            throw new JobRefusedException(JobRefusal.NotAccepted, "specHash", "another specification was accepted", $"{onChain.Spec.SpecHash}",
                "review the job and consent again");
        }

        DatasetSource? source = own.Columns.Count > 0 ? services.Datasets.Find(accepted.Dataset) : null;
        Bytes32? account = source is null ? null : await services.Accounts.IdentifierOfAsync(source.Name, cancellationToken).ConfigureAwait(false);
        return new PreparedJob(jobId, onChain, specification, own, SpecificationCheck.RequireRunnable(specification, jobId), state, accepted, source, account);
    }

    /// <summary>Reads the columns, and checks on the first run that the budget covers the job: nothing was evaluated or sent by then.</summary>
    /// <exception cref="JobRefusedException">The data set does not have what the job asks for, or its budget does not cover it.</exception>
    public async Task<LocalDataset> ReadAsync(JobServices services, CancellationToken cancellationToken)
    {
        if (Source is not { } source) return LocalDataset.None(Specification.Records);
        bool begun = await State.ReadAsync($"{Job.Id}.{Own.Name}", cancellationToken).ConfigureAwait(false) is not null;
        if (!begun && Specification.RhoUnits > 0)
        {
            System.Numerics.BigInteger left = await services.Accounts.RemainingAsync(source, JobId, cancellationToken).ConfigureAwait(false);
            if (left < (System.Numerics.BigInteger)Specification.RhoUnits) throw DatasetAccounts.Exceeded(source, (System.Numerics.BigInteger)Specification.RhoUnits, left);
        }

        return JobConsent.ReadDataset(source, Specification, JobId, Own, cancellationToken);
    }

    /// <summary>What the journal needs to know of the job.</summary>
    public JobStream Stream(JobServices services, LocalDataset dataset, Func<Operation, CancellationToken, ValueTask<Bytes32?>> sentRecordOf)
    {
        JobChain chain = services.Chain;
        var identity = new JournalIdentity(chain.ChainId, chain.Addresses.AuditLedger, chain.Institution);
        return new JobStream(JobId)
        {
            Institutions = Institutions,
            Leakage = Specification.Leakage,
            Delta = Specification.Delta,
            Prover = new OperationProver(identity, services.PublicKey, Job, JobId, dataset, State),
            DatasetOf = _ => Account,
            SentRecordOf = sentRecordOf,
        };
    }
}
