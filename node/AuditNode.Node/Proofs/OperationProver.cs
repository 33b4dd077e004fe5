using System.Numerics;
using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Node.Proofs;

/// <summary>
/// Makes the relations of one party's records in one job: commitments to its columns when it commits to its data, to the integers that it
/// released, and the divisions by which centroids follow from these. Asked again for an operation it finds the same commitments.
/// </summary>
/// <param name="identity">Whose records they are, and where they are anchored.</param>
/// <param name="publicKey">The institution's proof key.</param>
/// <param name="job">The job.</param>
/// <param name="jobId">Its number.</param>
/// <param name="dataset">The party's columns.</param>
/// <param name="state">The job's state.</param>
internal sealed class OperationProver(
    JournalIdentity identity, GroupElement<Bn254> publicKey, VerticalKMeansJob job, Bytes32 jobId, LocalDataset dataset, ICheckpointStore state)
    : IRelationProver
{
    /// <summary>Divisions by larger counts have no range proof; such an update carries its attribution, and can be replayed.</summary>
    private static readonly BigInteger s_largestProvable = BigInteger.One << 112;

    private readonly BlindingVault _vault = new(state, jobId);

    /// <inheritdoc/>
    public async ValueTask<RelationDraft?> PrepareAsync(Operation operation, CancellationToken cancellationToken = default) => operation.Kind switch
    {
        OperationKind.DatasetCommitted => await CommitAsync(operation, cancellationToken).ConfigureAwait(false),
        OperationKind.DecryptionReleased when Find(operation.Outputs, ArtifactName.ReleasedSums) is { } released =>
            await ReleaseAsync(operation, released, cancellationToken).ConfigureAwait(false),
        // The computing party commits to the same integers when it gets them: its own update is a relation to commitments of its own.
        OperationKind.ResultReceived when Find(operation.Inputs, ArtifactName.ReleasedSums) is { } received =>
            await ReleaseAsync(operation, received, cancellationToken).ConfigureAwait(false),
        OperationKind.CentroidsUpdated => await UpdateAsync(operation, cancellationToken).ConfigureAwait(false),
        _ => null,
    };

    private static Artifact? Find(IEnumerable<Artifact> artifacts, string name) => artifacts.FirstOrDefault(a => a.Name == name);

    private async ValueTask<RelationDraft> CommitAsync(Operation operation, CancellationToken cancellationToken)
    {
        using BlindingSeed seed = await _vault.GetAsync(cancellationToken).ConfigureAwait(false);
        long[][] columns = [.. Enumerable.Range(0, dataset.Columns.Count).Select(dataset.FixedPoint)];
        try
        {
            using RelationWitness witness = DatasetRelation.Create(seed, job.Records, [.. columns.Select(c => (ReadOnlyMemory<long>)c)]);
            return Draft(operation, witness, cancellationToken);
        }
        finally
        {
            foreach (long[] column in columns) Array.Clear(column);
        }
    }

    private async ValueTask<RelationDraft> ReleaseAsync(Operation operation, Artifact released, CancellationToken cancellationToken)
    {
        IReadOnlyList<BigInteger> sums = ReleasedSums.Read((await released.ReadAsync(cancellationToken).ConfigureAwait(false)).Span);
        using BlindingSeed seed = await _vault.GetAsync(cancellationToken).ConfigureAwait(false);
        using RelationWitness witness = ReleaseRelation.Create(seed, operation.Round, job.ClusterCount, job.FeatureCount, sums);
        return Draft(operation, witness, cancellationToken);
    }

    private async ValueTask<RelationDraft?> UpdateAsync(Operation operation, CancellationToken cancellationToken)
    {
        Artifact before = Required(operation.Inputs, ArtifactName.Centroids), after = Required(operation.Outputs, ArtifactName.Centroids);
        Artifact released = Required(operation.Inputs, ArtifactName.ReleasedSums);
        var step = new CentroidStep(
            job.ClusterCount, job.FeatureCount,
            await CentroidsAsync(before, cancellationToken).ConfigureAwait(false), await CentroidsAsync(after, cancellationToken).ConfigureAwait(false));
        if (step.Before.Span.SequenceEqual(step.After.Span)) return null; // nothing moved: there is no division
        IReadOnlyList<BigInteger> sums = ReleasedSums.Read((await released.ReadAsync(cancellationToken).ConfigureAwait(false)).Span);
        // The proof tells the length of the largest count, in steps of 16 bits; the artifact that it stands beside tells the counts.
        BigInteger largest = Enumerable.Range(0, job.ClusterCount).Max(i => sums[CentroidUpdate.CountIndex(i, job.FeatureCount)]);
        if (largest.Sign <= 0 || largest > s_largestProvable) return null;
        using BlindingSeed seed = await _vault.GetAsync(cancellationToken).ConfigureAwait(false);
        using RelationWitness witness = CentroidRelation.Create(seed, operation.Round, step, sums, CentroidRelation.RemainderBits(largest));
        return Draft(operation, witness, cancellationToken);
    }

    /// <summary>Proven with the record where the ledger takes it, and else in an artifact.</summary>
    private RelationDraft Draft(Operation operation, RelationWitness witness, CancellationToken cancellationToken)
    {
        var outputs = new List<Artifact>();
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments = CommitmentList.Shorten(witness.Commitments, out byte[]? list);
        if (list is not null) outputs.Add(new Artifact(CommitmentList.Name, list));
        if (witness.Statement.FitsOnChain && list is null)
        {
            (AttributedRelation relation, Witness<Bn254> secrets) = witness.ForLedger(publicKey);
            return new RelationDraft { Commitments = commitments, Relation = relation, Witness = secrets };
        }

        var session = new RelationSession(checked((long)identity.ChainId), identity.Ledger, jobId, identity.Institution, operation.Kind, operation.Round);
        outputs.Add(new Artifact(RelationProof.ArtifactName, witness.Prove(session, cancellationToken).ToBytes()));
        return new RelationDraft { Commitments = commitments, Outputs = outputs };
    }

    private static Artifact Required(IEnumerable<Artifact> artifacts, string name) =>
        Find(artifacts, name) ?? throw new ArgumentException($"The operation has no artifact '{name}'.", nameof(artifacts));

    private static async ValueTask<ReadOnlyMemory<long>> CentroidsAsync(Artifact artifact, CancellationToken cancellationToken) =>
        Centroids.FromBytes((await artifact.ReadAsync(cancellationToken).ConfigureAwait(false)).Span).FixedPoint.ToArray();
}
