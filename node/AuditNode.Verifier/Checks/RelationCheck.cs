using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// What a record claims to be proven is proven: the relation is built anew from its commitments and the specification, and is the one on the
/// chain, or that of the proof in its artifact.
/// </summary>
/// <param name="archives">Where commitments, centroids and proofs are.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class RelationCheck(ArchiveSet archives, FindingList findings)
{
    private const int MaximumCentroidBytes = 8 + (8 * Centroids.MaximumClusters * Centroids.MaximumFeatures);

    /// <summary>Checks every record of a job that claims a relation.</summary>
    public async Task RunAsync(JobTrail trail, CancellationToken cancellationToken)
    {
        foreach (StreamTrail stream in trail.Streams)
        {
            foreach (TrailRecord record in stream.Sound)
            {
                cancellationToken.ThrowIfCancellationRequested();
                bool claimed = record.Record!.Level == RecordLevel.Relation || record.Anchored?.Transaction?.Call is AppendCall.Relation
                    || record.Record.Outputs.Any(output => output.Name == RelationProof.ArtifactName);
                if (claimed) await CheckAsync(trail, stream, record, cancellationToken).ConfigureAwait(false);
                else if (IsDue(record))
                    findings.Add(record.Finding(trail.JobId, FindingCode.RelationAbsent, $"Records of kind {record.Record.Kind} carry a relation, and this one claims none."));
            }
        }
    }

    /// <summary>Whether a record has to carry a relation: where nothing moved, there is no division to prove.</summary>
    private static bool IsDue(TrailRecord record) => record.Record!.Kind switch
    {
        OperationKind.DatasetCommitted => true,
        OperationKind.DecryptionReleased => record.Outputs?.Any(output => output.Name == ArtifactName.ReleasedSums) == true,
        OperationKind.CentroidsUpdated => record.Inputs?.FirstOrDefault(input => input.Name == ArtifactName.Centroids)?.Sha256
            != record.Outputs?.FirstOrDefault(output => output.Name == ArtifactName.Centroids)?.Sha256,
        _ => false,
    };

    private async Task CheckAsync(JobTrail trail, StreamTrail stream, TrailRecord record, CancellationToken cancellationToken)
    {
        void Report(string code, string reason) => findings.Add(record.Finding(trail.JobId, code, reason));
        if (trail.Specification is not { } specification || stream.Party is not { } party) return; // found already
        try
        {
            RelationProof? proof = await ReadProofAsync(record, cancellationToken).ConfigureAwait(false);
            AppendCall? call = record.Anchored?.Transaction?.Call;
            if (proof is null && call is not AppendCall.Relation)
            {
                // A record that is not anchored yet may still get its proof there.
                if (record.Anchored is not null) Report(FindingCode.RelationAbsent, "It claims a relation, and neither its transaction nor an artifact has a proof of one.");
                return;
            }

            if (await StatementAsync(stream, record, specification, party, proof, cancellationToken).ConfigureAwait(false) is not { } statement)
            {
                Report(FindingCode.RelationStatement, $"Records of kind {record.Record!.Kind} have no relation, or what theirs is about is missing.");
                return;
            }

            if (call is AppendCall.Relation relation && proof is null)
            {
                if (trail.Chain.Keys.At(stream.Institution, record.Anchored!.Place)?.Element is { } key && !statement.IsInstance(relation.Instance.Span, key))
                    Report(FindingCode.RelationStatement, "The relation that was proven on the chain is not the one that its commitments demand.");
                return;
            }

            foreach (RelationRefusal refusal in RelationProofVerifier.Verify(RelationSession.Of(record.Record!), statement, proof!, cancellationToken))
                Report(FindingCode.RelationProof, $"The proof of {refusal.Part} does not hold: {refusal.Reason}.");
        }
        catch (Exception e) when (e is RecordFormatException or ArgumentException or InvalidDataException)
        {
            Report(FindingCode.RelationStatement, e.Message);
        }
    }

    private async ValueTask<RelationProof?> ReadProofAsync(TrailRecord record, CancellationToken cancellationToken)
    {
        ArtifactReference? artifact = record.Outputs?.FirstOrDefault(output => output.Name == RelationProof.ArtifactName);
        if (artifact is null) return null;
        return RelationProof.Parse(await ReadAsync(artifact, RelationProof.MaximumByteCount, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<RelationStatement?> StatementAsync(
        StreamTrail stream, TrailRecord record, JobSpecification specification, PartySpecification party, RelationProof? proof, CancellationToken cancellationToken)
    {
        switch (record.Record!.Kind)
        {
            case OperationKind.DatasetCommitted:
                return DatasetRelation.Statement(specification.Records, party.Columns.Count, await CommitmentsAsync(record, cancellationToken).ConfigureAwait(false));
            case OperationKind.DecryptionReleased or OperationKind.ResultReceived:
                return ReleaseRelation.Statement(specification.Clusters, specification.Features, await CommitmentsAsync(record, cancellationToken).ConfigureAwait(false));
            case OperationKind.CentroidsUpdated when proof is not null && Released(stream, record) is { } released:
                CentroidStep step = await StepAsync(record, specification, cancellationToken).ConfigureAwait(false);
                return CentroidRelation.Statement(step, await CommitmentsAsync(released, cancellationToken).ConfigureAwait(false), proof);
            default:
                return null;
        }
    }

    /// <summary>The institution's own record with the commitments to what was released in the round.</summary>
    private static TrailRecord? Released(StreamTrail stream, TrailRecord update) => stream.Sound.LastOrDefault(record =>
        record.Sequence < update.Sequence && record.Record!.Round == update.Record!.Round
        && record.Record.Kind is OperationKind.DecryptionReleased or OperationKind.ResultReceived
        && (record.Record.Commitments.Count > 0 || record.Record.Outputs.Any(output => output.Name == CommitmentList.Name)));

    private async ValueTask<CentroidStep> StepAsync(TrailRecord record, JobSpecification specification, CancellationToken cancellationToken)
    {
        long[] before = await CentroidsAsync(record.Inputs, cancellationToken).ConfigureAwait(false);
        long[] after = await CentroidsAsync(record.Outputs, cancellationToken).ConfigureAwait(false);
        return new CentroidStep(specification.Clusters, specification.Features, before, after);
    }

    private async ValueTask<long[]> CentroidsAsync(IReadOnlyList<ArtifactReference>? artifacts, CancellationToken cancellationToken)
    {
        ArtifactReference artifact = artifacts?.FirstOrDefault(named => named.Name == ArtifactName.Centroids) ?? throw new InvalidDataException("It names no centroids.");
        return Centroids.FromBytes(await ReadAsync(artifact, MaximumCentroidBytes, cancellationToken).ConfigureAwait(false)).FixedPoint.ToArray();
    }

    private async ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> CommitmentsAsync(TrailRecord record, CancellationToken cancellationToken)
    {
        ArtifactReference? list = record.Record!.Outputs.FirstOrDefault(output => output.Name == CommitmentList.Name);
        if (list is null) return record.Record.Commitments;
        return CommitmentList.Parse(await ReadAsync(list, CommitmentList.MaximumByteCount, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<byte[]> ReadAsync(ArtifactReference artifact, int maximumBytes, CancellationToken cancellationToken) =>
        await archives.ReadArtifactAsync(artifact.Sha256, maximumBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidDataException($"{artifact.Name} ({artifact.Sha256}) is missing, damaged, or longer than {maximumBytes} bytes.");
}
