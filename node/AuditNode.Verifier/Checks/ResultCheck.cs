using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// The result on the chain is the SHA-256 of the last centroids, and so are the last centroids of every party that computed, released or
/// received them.
/// </summary>
internal sealed class ResultCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (!trail.IsCompleted) yield break;
        Bytes32 result = trail.Chain.Job!.Value.ResultHash;
        foreach (StreamTrail stream in trail.Streams)
        {
            foreach ((TrailRecord record, ArtifactReference centroids) in Results(stream))
            {
                if (centroids.Sha256 != result)
                    yield return record.Finding(trail.JobId, FindingCode.ResultDiffers, $"Its last centroids are {centroids.Sha256}, and the result on the chain is {result}.");
            }
        }
    }

    private static IEnumerable<(TrailRecord, ArtifactReference)> Results(StreamTrail stream)
    {
        // An update is only the last one where nothing behind it is missing.
        if (stream.IsComplete && stream.Sound.LastOrDefault(record => record.Record!.Kind == OperationKind.CentroidsUpdated) is { } last
            && Centroids(last.Outputs) is { } updated)
            yield return (last, updated);
        foreach (TrailRecord record in stream.Sound)
        {
            ArtifactReference? given = record.Record!.Kind switch
            {
                OperationKind.ResultReleased => Centroids(record.Outputs),
                OperationKind.ResultReceived => Centroids(record.Inputs),
                _ => null,
            };
            if (given is not null) yield return (record, given);
        }
    }

    private static ArtifactReference? Centroids(IReadOnlyList<ArtifactReference>? artifacts) =>
        artifacts?.FirstOrDefault(artifact => artifact.Name == ArtifactName.Centroids);
}
