using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>Holds a specification against what stands on the chain, and against what the protocol can do.</summary>
internal static class SpecificationCheck
{
    /// <summary>Checks that a specification is that of a job, and one that this institution is a party of.</summary>
    /// <returns>The party that the institution is.</returns>
    /// <exception cref="JobRefusedException">It is not.</exception>
    public static PartySpecification Require(JobSpecification specification, Bytes32 jobId, JobRegistry.JobSpec onChain, Address institution)
    {
        if (JobTerms.FirstDifference(specification, onChain) is { } term)
        {
            throw new JobRefusedException(JobRefusal.SpecificationMismatch, term, "the specification says something else than the chain",
                $"exactly what stands in JobRegistry for job {jobId}", "get the specification from the proposer again, or do not consent");
        }

        RequireRunnable(specification, jobId);
        return specification.PartyOf(institution) ?? throw NotParty(institution);
    }

    /// <summary>Checks that the engine could run a specification.</summary>
    /// <exception cref="JobRefusedException">It could not.</exception>
    public static VerticalKMeansJob RequireRunnable(JobSpecification specification, Bytes32 jobId)
    {
        try
        {
            VerticalKMeansJob job = VerticalKMeansJobs.ToJob(specification, jobId);
            job.Validate();
            return job;
        }
        catch (InvalidJobException e)
        {
            throw new JobRefusedException(JobRefusal.SpecificationInvalid, e.Field, e.Message, "what the protocol can run (docs/vertical-kmeans.md)",
                "propose a job with other parameters", e);
        }
    }

    public static JobRefusedException NotParty(Address institution) => new(
        JobRefusal.NotParty, "parties", $"institution {institution} is not among them", "a job that names this institution",
        "propose a job with this institution, or run the command at an institution that is named");
}
