using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>Every data holder consented to exactly this specification before the first release was anchored.</summary>
internal sealed class ConsentCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (trail.Chain.Job is not { } job || FirstRelease(trail) is not { } release) yield break;
        foreach (Address holder in job.Spec.DataHolders)
        {
            ChainConsent? consent = trail.Chain.Consents.FirstOrDefault(given => given.Institution == holder && given.SpecHash == job.Spec.SpecHash);
            if (consent is null || consent.Place > release.Anchored!.Place)
                yield return release.Finding(trail.JobId, FindingCode.ConsentMissing, $"It is the first release, and data holder {holder} had not consented to specification {job.Spec.SpecHash}.");
        }
    }

    /// <summary>The first anchored record that lets something out; where no archive tells which one that is, the first record of all.</summary>
    private static TrailRecord? FirstRelease(JobTrail trail)
    {
        TrailRecord[] anchored = [.. trail.Streams.SelectMany(stream => stream.Records).Where(record => record.Anchored is not null).OrderBy(record => record.Anchored!.Place)];
        return trail.Streams.All(stream => stream.IsComplete)
            ? anchored.FirstOrDefault(record => record.Record!.Kind is OperationKind.DecryptionReleased or OperationKind.ResultReleased)
            : anchored.FirstOrDefault();
    }
}
