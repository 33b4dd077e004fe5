using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>A job that was proposed.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="SpecHash">SHA-256 of the specification's canonical bytes.</param>
/// <param name="TransactionHash">The transaction.</param>
public sealed record ProposedJob(Bytes32 JobId, Bytes32 SpecHash, Bytes32 TransactionHash);

/// <summary>Proposes jobs.</summary>
/// <param name="chain">The contracts.</param>
/// <param name="specifications">Where the specification is kept, for the other institutions to fetch.</param>
public sealed class JobProposer(JobChain chain, SpecificationStore specifications)
{
    /// <summary>
    /// Proposes a job. The specification is durable before the transaction leaves, so that no job is on the chain whose specification is lost.
    /// Proposing is not consenting.
    /// </summary>
    /// <param name="specification">What is proposed; this institution must be a party of it.</param>
    /// <param name="consentDeadline">Until when the institutions with data may consent.</param>
    /// <param name="cancellationToken">Ends the wait for the chain, not a transaction that has left.</param>
    /// <exception cref="JobRefusedException">The protocol cannot run it, this institution is no party, or the contract refuses it.</exception>
    /// <exception cref="Records.RecordFormatException">A member of the specification is out of its range.</exception>
    public async Task<ProposedJob> ProposeAsync(JobSpecification specification, DateTimeOffset consentDeadline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        byte[] bytes = specification.ToBytes();
        SpecificationCheck.RequireRunnable(specification, Bytes32.Zero);
        if (specification.PartyOf(chain.Institution) is null) throw SpecificationCheck.NotParty(chain.Institution);
        Bytes32 specHash = await specifications.PutAsync(bytes, cancellationToken).ConfigureAwait(false);
        JobRegistry.JobSpec terms = JobTerms.Of(specification, checked((ulong)consentDeadline.ToUnixTimeSeconds()));
        try
        {
            Receipt receipt = await chain.SubmitAsync("job.propose", (journal, token) =>
                chain.Jobs.SendProposeAsync(chain.Sender, terms, journal: journal, cancellationToken: token), cancellationToken).ConfigureAwait(false);
            Bytes32 jobId = chain.Jobs.FindJobProposed(receipt).Single().JobId;
            await specifications.AttachAsync(jobId, bytes, cancellationToken).ConfigureAwait(false);
            return new ProposedJob(jobId, specHash, receipt.TransactionHash);
        }
        catch (ContractRevertedException e)
        {
            throw ContractRefusals.Explain(e);
        }
    }
}
