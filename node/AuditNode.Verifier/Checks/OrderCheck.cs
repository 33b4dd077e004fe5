using AuditNode.Records.Jobs;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>The operations of every stream stand in an order that the protocol permits. The first that does not is told.</summary>
internal sealed class OrderCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (trail.Specification is not { Protocol: JobSpecification.VerticalKMeans } specification) yield break;
        foreach (StreamTrail stream in trail.Streams)
        {
            var order = new VerticalKMeansOrder(stream.Party, specification.Rounds, specification.NoiseCandidates > 1);
            // Behind a record that is missing or changed, every order could be right.
            foreach (TrailRecord record in stream.Records.TakeWhile(record => record.IsSound))
            {
                if (order.Take(record.Record!) is not { } fault) continue;
                yield return record.Finding(trail.JobId, FindingCode.OrderKind, $"{record.Record!.Kind} has no place here. {fault}");
                break;
            }
        }
    }
}
