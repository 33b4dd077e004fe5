using AuditNode.Engine.Protocols;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// The parties with columns recorded the same digest of their records' identifiers: record i is the same entity in all files, as far as their identifiers
/// say. Nodes compare it before they encrypt anything; here it is compared once more, by somebody else.
/// </summary>
internal sealed class AlignmentCheck : ITrailCheck
{
    private const string Alignment = "alignment";

    public IEnumerable<Finding> Run(JobTrail trail)
    {
        (TrailRecord Record, string Digest)? first = null;
        foreach (StreamTrail stream in trail.Streams.Where(stream => stream.Party is { Columns.Count: > 0 }))
        {
            if (stream.Sound.FirstOrDefault(record => record.Record!.Kind == OperationKind.DatasetCommitted) is not { } committed) continue;
            string digest = committed.Record!.Parameters.GetValueOrDefault(Alignment, "none");
            if (first is not { } known) first = (committed, digest);
            else if (known.Digest != digest)
                yield return committed.Finding(trail.JobId, FindingCode.RecordsDiffer, $"The digest of its records' identifiers is {digest}, and that of {known.Record.Institution} is {known.Digest}.");
        }
    }
}
