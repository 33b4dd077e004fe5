using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Jobs;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Replay;

/// <summary>
/// Executes operations of a trail again, from archived ciphertexts and public values, and compares the outputs bit for bit. What is replayed is
/// what the records say: that the records are those on the chain is for the other checks.
/// </summary>
/// <param name="archives">Where the artifacts are.</param>
/// <param name="limits">How large they may be.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class TrailReplay(ArchiveSet archives, ArchiveLimits limits, FindingList findings)
{
    /// <summary>Replays a job's operations.</summary>
    /// <param name="trail">The job.</param>
    /// <param name="plan">Which.</param>
    /// <param name="maxDegreeOfParallelism">Threads; outputs do not depend on it.</param>
    /// <param name="progress">Told after each operation; may be null.</param>
    /// <param name="cancellationToken">Stops it, also within an operation.</param>
    public async Task<ReplayReport> RunAsync(
        JobTrail trail, ReplayPlan plan, int maxDegreeOfParallelism, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        TrailRecord[] replayable =
        [
            .. trail.Streams.SelectMany(stream => stream.Sound).Where(record => CanReplay(trail, record.Record!.Kind))
                .OrderBy(record => record.Anchored?.Place.Block ?? ulong.MaxValue).ThenBy(record => record.Institution).ThenBy(record => record.Sequence),
        ];
        Bytes32? beacon = plan.Beacon(trail.Chain.Head.Hash, trail.JobId);
        IReadOnlySet<Bytes32> drawn = plan.Draw(beacon, [.. replayable.Select(record => record.Hash!.Value)]);
        TrailRecord[] chosen = [.. replayable.Where(record => drawn.Contains(record.Hash!.Value))];
        int equal = 0;
        if (chosen.Length > 0 && CreateReplay(trail, maxDegreeOfParallelism) is { } replay)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                progress?.Report(new VerificationProgress("replay", i, chosen.Length));
                if (await ReplayAsync(trail, chosen[i], replay, cancellationToken).ConfigureAwait(false)) equal++;
            }

            progress?.Report(new VerificationProgress("replay", chosen.Length, chosen.Length));
        }

        return new ReplayReport(plan.Mode, beacon, replayable.Length, chosen.Length, equal, [.. chosen.Select(record => record.Hash!.Value)]);
    }

    /// <summary>Of noise only what is opened can be made again: all candidates but one.</summary>
    private static bool CanReplay(JobTrail trail, string kind) =>
        VerticalKMeansReplay.CanReplay(kind) && (kind is not (OperationKind.NoiseAdded or OperationKind.NoiseChecked) || trail.Specification is not { NoiseCandidates: 1 });

    private VerticalKMeansReplay? CreateReplay(JobTrail trail, int maxDegreeOfParallelism)
    {
        string reason = "Without the job's specification nothing can be replayed.";
        try
        {
            if (trail.Specification is { } specification)
                return new VerticalKMeansReplay(VerticalKMeansJobs.ToJob(specification, trail.JobId), maxDegreeOfParallelism);
        }
        catch (Exception e) when (e is InvalidJobException or ArgumentException or NotSupportedException)
        {
            reason = e.Message;
        }

        findings.Add(new Finding(FindingCode.ReplayUnusable, reason) { JobId = trail.JobId, Weight = FindingWeight.Unchecked });
        return null;
    }

    private async Task<bool> ReplayAsync(JobTrail trail, TrailRecord record, VerticalKMeansReplay replay, CancellationToken cancellationToken)
    {
        if (record.Inputs is not { } inputs || record.Outputs is not { } outputs)
        {
            findings.Add(record.Finding(trail.JobId, FindingCode.ReplayUnusable, "A list of its artifacts is missing or malformed."));
            return false;
        }

        OperationRecord recorded = record.Record!;
        var operation = new Operation(
            recorded.Sequence, recorded.Kind, recorded.Round, ToArtifacts(inputs), ToArtifacts(outputs.Where(OfEngine)), recorded.Parameters, recorded.StartedAt,
            recorded.FinishedAt);
        ReplayResult result = await replay.ReplayAsync(operation, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == ReplayOutcome.Equal) return true;
        string code = result.Outcome == ReplayOutcome.Different ? FindingCode.ReplayDifferent : FindingCode.ReplayUnusable;
        findings.Add(record.Finding(trail.JobId, code, result.Reason));
        return false;
    }

    // What a node adds to a record is no output of the computation.
    private static bool OfEngine(ArtifactReference artifact) => artifact.Name is not (RelationProof.ArtifactName or CommitmentList.Name);

    private IReadOnlyList<Artifact> ToArtifacts(IEnumerable<ArtifactReference> references)
    {
        var store = new ArchivedArtifacts(archives, limits.MaximumArtifactBytes);
        return [.. references.Select(reference => new Artifact(reference.Name, reference.Sha256.ToArray(), reference.ByteCount, store))];
    }
}
