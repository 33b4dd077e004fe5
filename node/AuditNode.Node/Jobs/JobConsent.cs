using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Data;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Consents to jobs: holds the specification against the chain and against the own data set, lets the job spend its budget, and says so on the
/// chain. Everything is checked before anything is sent, and repeating it after a crash does what is missing.
/// </summary>
/// <param name="chain">The contracts.</param>
/// <param name="specifications">Specifications at hand.</param>
/// <param name="datasets">The institution's data sets.</param>
/// <param name="accounts">Their privacy accounts.</param>
/// <param name="folder">Where it is kept what was accepted.</param>
/// <param name="clock">The institution's clock, for the consent deadline.</param>
public sealed class JobConsent(
    JobChain chain, SpecificationStore specifications, DatasetCatalogue datasets, DatasetAccounts accounts, JobFolder folder, TimeProvider clock)
{
    /// <summary>Checks a proposed job without consenting.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="dataset">Name of the data set to bring; null for the only one, or where the institution brings no columns.</param>
    /// <param name="agreesToAssignment">Whether the receivers that the specification names may learn every record's cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobRefusedException">Something is not in order; the field, what is allowed and the remedy.</exception>
    public async Task<JobReview> ReviewAsync(
        Bytes32 jobId, string? dataset = null, bool agreesToAssignment = false, CancellationToken cancellationToken = default)
    {
        JobRegistry.Job job = await chain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        RequireOpen(jobId, job);
        JobSpecification specification = await specifications.GetAsync(jobId, job.Spec.SpecHash, cancellationToken).ConfigureAwait(false);
        PartySpecification party = SpecificationCheck.Require(specification, jobId, job.Spec, chain.Institution);
        if (specification.AssignmentReceivers.Count > 0 && !agreesToAssignment)
        {
            throw new JobRefusedException(JobRefusal.Assignment, "assignmentReceivers",
                $"{string.Join(", ", specification.AssignmentReceivers)} would learn the cluster of every record, without differential privacy",
                "the explicit agreement of every party", "agree explicitly, or ask for a job without receivers");
        }

        if (party.Columns.Count == 0)
            return new JobReview(jobId, specification, party, null, new RecordDigest(specification.Records, null), [], BigInteger.Zero);
        DatasetSource source = datasets.Find(dataset);
        LocalDataset local = ReadDataset(source, specification, jobId, party, cancellationToken);
        BigInteger left = await accounts.RemainingAsync(source, cancellationToken).ConfigureAwait(false);
        BigInteger limit = await accounts.RemainingAsync(source, jobId, cancellationToken).ConfigureAwait(false);
        if (limit.IsZero && left < (BigInteger)specification.RhoUnits) throw DatasetAccounts.Exceeded(source, (BigInteger)specification.RhoUnits, left);
        return new JobReview(jobId, specification, party, source.Name, local.Alignment, local.Clipping, left);
    }

    /// <summary>Checks a job and consents to it. An institution without columns accepts it for itself: the contract asks only those with data.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="dataset">Name of the data set to bring; null for the only one, or where the institution brings no columns.</param>
    /// <param name="agreesToAssignment">Whether the receivers that the specification names may learn every record's cluster.</param>
    /// <param name="cancellationToken">Ends the wait for the chain, not a transaction that has left.</param>
    /// <exception cref="JobRefusedException">Something is not in order, or the contract refuses.</exception>
    public async Task<JobReview> ConsentAsync(
        Bytes32 jobId, string? dataset = null, bool agreesToAssignment = false, CancellationToken cancellationToken = default)
    {
        JobReview review = await ReviewAsync(jobId, dataset, agreesToAssignment, cancellationToken).ConfigureAwait(false);
        Bytes32 specHash = review.Specification.Hash;
        // Attached first: a node that consented must have what it consented to.
        await specifications.AttachAsync(jobId, review.Specification.ToBytes(), cancellationToken).ConfigureAwait(false);
        await new AcceptedJob(Convert.ToHexStringLower(specHash.ToArray()), review.Dataset, agreesToAssignment)
            .WriteAsync(folder.StateOf(jobId), cancellationToken).ConfigureAwait(false);
        if (review.Dataset is not { } name) return review;
        try
        {
            if (review.Specification.RhoUnits > 0)
                await accounts.ConsentAsync(datasets.Find(name), jobId, (BigInteger)review.Specification.RhoUnits, cancellationToken).ConfigureAwait(false);
            if (!await chain.Jobs.HasConsentedAsync(jobId, chain.Institution, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                await chain.SubmitAsync("job.consent", (journal, token) =>
                    LastGas.SendAsync(
                        chain.Jobs.EstimateConsentGasAsync(chain.Institution, jobId, specHash, cancellationToken: token),
                        gas => chain.Jobs.SendConsentAsync(chain.Sender, jobId, specHash, gas, journal, token)), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ContractRevertedException e)
        {
            throw ContractRefusals.Explain(e);
        }

        return review;
    }

    /// <summary>Reads a party's columns, and turns what is wrong with them into a refusal of the job.</summary>
    /// <exception cref="JobRefusedException">The data set does not have what the job asks for.</exception>
    internal static LocalDataset ReadDataset(
        DatasetSource source, JobSpecification specification, Bytes32 jobId, PartySpecification party, CancellationToken cancellationToken)
    {
        try
        {
            JobParty own = SpecificationCheck.RequireRunnable(specification, jobId).PartyNamed(party.Name);
            return LocalDataset.Read(source, own, specification.Records, specification.IdentifierKey(jobId), cancellationToken);
        }
        catch (DataException e)
        {
            throw new JobRefusedException(JobRefusal.Dataset, e.Column is { } column ? $"columns.{column}" : "dataset", e.Message, e.Range, e.Remedy, e);
        }
    }

    private void RequireOpen(Bytes32 jobId, JobRegistry.Job job)
    {
        var state = (JobState)job.State;
        if (state is not (JobState.Proposed or JobState.Consented or JobState.Running))
        {
            throw new JobRefusedException(JobRefusal.WrongState, "state", $"job {jobId} is {state}", $"{JobState.Proposed}", "propose the job anew");
        }

        if (state == JobState.Proposed && (ulong)clock.GetUtcNow().ToUnixTimeSeconds() > job.Spec.ConsentDeadline)
        {
            throw new JobRefusedException(JobRefusal.DeadlinePassed, "consentDeadline",
                $"it passed at {DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(job.Spec.ConsentDeadline, 253402300799UL)):u}", "a consent before it", "ask the proposer to propose the job again");
        }
    }
}
