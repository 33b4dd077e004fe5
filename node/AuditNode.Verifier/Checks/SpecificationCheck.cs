using AuditNode.Chain;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Jobs;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>The archived specification is the one whose hash stands in JobRegistry, says what the registry says, and can be run.</summary>
internal sealed class SpecificationCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (trail.Chain.Job is not { } job) yield break;
        if (trail.SpecificationBytes is not { } bytes)
        {
            yield return new Finding(FindingCode.SpecificationAbsent, "No archive has the job's specification.") { JobId = trail.JobId, Weight = FindingWeight.Unchecked };
            yield break;
        }

        if (JobSpecification.HashOf(bytes.Span) != job.Spec.SpecHash) yield break; // found when it was read
        if (FormatFault(bytes.Span, trail.JobId) is { } fault) yield return About(trail, FindingCode.SpecificationFormat, fault);
        if (trail.Specification is not { } specification) yield break;
        if (JobTerms.FirstDifference(specification, job.Spec) is { } term)
            yield return About(trail, FindingCode.SpecificationChain, $"It says something else than JobRegistry about {term}.");
    }

    private static string? FormatFault(ReadOnlySpan<byte> bytes, Bytes32 jobId)
    {
        try
        {
            _ = VerticalKMeansJobs.ToJob(JobSpecification.Parse(bytes), jobId);
            return null;
        }
        catch (Exception e) when (e is RecordFormatException or InvalidJobException)
        {
            return e.Message;
        }
    }

    private static Finding About(JobTrail trail, string code, string reason) => new(code, reason) { JobId = trail.JobId, File = "specification.json" };
}
