using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>Streams that no archive has, and archived records that the chain does not have yet.</summary>
internal sealed class CoverageCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        foreach (StreamTrail stream in trail.Streams)
        {
            // Records that came with messages are no stream: what is missing beside them must not pass for checked.
            if (!stream.IsGiven && !stream.IsComplete && stream.AnchoredCount > 0)
                yield return Of(trail, stream, FindingCode.StreamAbsent, $"The archives have {stream.Sound.Count()} of its {stream.AnchoredCount} anchored records. Add its archive or a bundle with it.");
            TrailRecord[] pending = [.. stream.Records.Where(record => record.Anchored is null)];
            if (pending.Length > 0)
                yield return Of(trail, stream, FindingCode.RecordUnanchored, $"Records {pending[0].Sequence} to {pending[^1].Sequence} are not anchored up to block {trail.Chain.Head.Number}.");
        }
    }

    private static Finding Of(JobTrail trail, StreamTrail stream, string code, string reason) => new(code, reason)
    {
        JobId = trail.JobId, Institution = stream.Institution, Weight = FindingWeight.Unchecked,
    };
}
