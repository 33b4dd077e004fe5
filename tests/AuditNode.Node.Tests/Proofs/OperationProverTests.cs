using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Node.Tests.Jobs;
using AuditNode.Records.Jobs;
using AuditNode.Records.Relations;
using AuditNode.Verifier.Jobs;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Tests.Proofs;

public class OperationProverTests
{
    private static readonly BigInteger[] s_sums = [1000, 250, -125, 2000, -500, 7];

    [Fact]
    public async Task A_release_is_proven_on_the_ledger_and_its_centroids_in_an_artifact_and_neither_for_other_values()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode holder = consortium[1];
        JobSpecification specification = SampleJob.TwoParties(consortium);
        SampleJob.WriteData(consortium, specification);
        Bytes32 jobId = Bytes32.FromBytes(SHA256.HashData([1]));
        VerticalKMeansJob job = VerticalKMeansJobs.ToJob(specification, jobId);
        var identity = new JournalIdentity(consortium.ChainId, consortium.Contracts.AuditLedger, holder.Address);
        LocalDataset dataset = LocalDataset.Read(new DatasetSource("records", holder.DataFile, 0), job.KeyHolder, job.Records, jobId.ToArray());
        var prover = new OperationProver(identity, holder.ProofKey.PublicKey, job, jobId, dataset, new MemoryCheckpointStore());

        // The data set: 240 entries are too long for the ledger.
        using RelationDraft committed = Assert.IsType<RelationDraft>(await prover.PrepareAsync(Operation(OperationKind.DatasetCommitted, 0, [], [])));
        Assert.Null(committed.Relation);
        var session = new RelationSession((long)consortium.ChainId, identity.Ledger, jobId, holder.Address, OperationKind.DatasetCommitted, 0);
        RelationProof proof = RelationProof.Parse(await committed.Outputs.Single().ReadAsync());
        Assert.Empty(RelationProofVerifier.Verify(session, DatasetRelation.Statement(job.Records, 1, committed.Commitments), proof));
        var elsewhere = new RelationSession((long)consortium.ChainId, identity.Ledger, jobId, consortium[0].Address, OperationKind.DatasetCommitted, 0);
        Assert.NotEmpty(RelationProofVerifier.Verify(elsewhere, DatasetRelation.Statement(job.Records, 1, committed.Commitments), proof));

        // The released integers: six openings fit.
        Operation release = Operation(
            OperationKind.DecryptionReleased, 1, [new Artifact(ArtifactName.Variances, Bytes([4, 4, 4, 4, 4, 4]))], [new Artifact(ArtifactName.ReleasedSums, Bytes(s_sums))]);
        using RelationDraft released = Assert.IsType<RelationDraft>(await prover.PrepareAsync(release));
        using RelationDraft again = Assert.IsType<RelationDraft>(await prover.PrepareAsync(release));
        Assert.Equal(6, released.Commitments.Count);
        Assert.All(released.Commitments, c => Assert.Equal(c.Value.ToArray(), again.Commitments[c.Key].ToArray()));
        await RequireOnLedgerAsync(consortium, holder, jobId, released);

        // The move of centroids: divisions by the counts that were committed to.
        Centroids before = job.Start, after = new CentroidUpdate(BigInteger.One).Apply(before, s_sums);
        var released2 = new Artifact(ArtifactName.ReleasedSums, Bytes(s_sums));
        Operation update = Operation(OperationKind.CentroidsUpdated, 1, [new Artifact(ArtifactName.Centroids, before.ToBytes()), released2], [new Artifact(ArtifactName.Centroids, after.ToBytes())]);
        using RelationDraft updated = Assert.IsType<RelationDraft>(await prover.PrepareAsync(update));
        RelationProof moves = RelationProof.Parse(await updated.Outputs.Single().ReadAsync());
        var updating = new RelationSession((long)consortium.ChainId, identity.Ledger, jobId, holder.Address, OperationKind.CentroidsUpdated, 1);
        Assert.Empty(RelationProofVerifier.Verify(updating, Statement(before, after, released, moves), moves));
        long[] moved = after.FixedPoint.ToArray();
        moved[0]++;
        Assert.NotEmpty(RelationProofVerifier.Verify(updating, Statement(before, new Centroids(2, 2, moved), released, moves), moves));
        await Assert.ThrowsAsync<ArgumentException>(() => prover.PrepareAsync(
            update with { Outputs = [new Artifact(ArtifactName.Centroids, new Centroids(2, 2, moved).ToBytes())] }).AsTask());
    }

    [Fact]
    public async Task A_round_in_which_nothing_moves_and_kinds_without_relation_prove_nothing()
    {
        Bytes32 jobId = Bytes32.FromBytes(SHA256.HashData([1]));
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        VerticalKMeansJob job = VerticalKMeansJobs.ToJob(SampleJob.TwoParties(consortium), jobId);
        var prover = new OperationProver(
            new JournalIdentity(consortium.ChainId, consortium.Contracts.AuditLedger, consortium[0].Address), consortium[0].ProofKey.PublicKey, job, jobId,
            LocalDataset.None(job.Records), new MemoryCheckpointStore());
        var same = new Artifact(ArtifactName.Centroids, job.Start.ToBytes());

        Assert.Null(await prover.PrepareAsync(Operation(OperationKind.CentroidsUpdated, 1, [same, new Artifact(ArtifactName.ReleasedSums, Bytes(s_sums))], [same])));
        Assert.Null(await prover.PrepareAsync(Operation(OperationKind.SumsEvaluated, 1, [], [])));
    }

    /// <summary>The contract accepts the proof for this record, and no other commitments.</summary>
    private static async Task RequireOnLedgerAsync(JobConsortium consortium, TestNode holder, Bytes32 jobId, RelationDraft released)
    {
        var ledger = new AuditLedger(holder.Chain.Client, consortium.Contracts.AuditLedger);
        AttributedRelation relation = Assert.IsType<AttributedRelation>(released.Relation);
        var context = new RelationContext(
            consortium.ChainId, consortium.Contracts.AuditLedger.ToArray(), jobId.ToArray(), holder.Address.ToArray(), 3,
            SHA256.HashData([2]), SHA256.HashData([3]));
        byte[] proof = RelationRecordProof.Prove(holder.ProofKey, context, relation, Assert.IsType<Zk.Relations.Witness<Bn254>>(released.Witness));
        RelationStatement statement = ReleaseRelation.Statement(2, 2, released.Commitments);
        byte[] instance = statement.Attribute(holder.ProofKey.PublicKey).Builder.Build().AsEncoded().ToArray();
        Assert.True(statement.IsInstance(relation.Builder.Build().AsEncoded(), holder.ProofKey.PublicKey));
        var sessionId = context.SessionId;
        byte[] session = sessionId.AsSpan().ToArray();
        await ledger.RequireRelationAsync(Bytes32.FromBytes(session), instance, proof);

        var swapped = released.Commitments.ToDictionary();
        (swapped["count.0"], swapped["count.1"]) = (swapped["count.1"], swapped["count.0"]);
        byte[] other = ReleaseRelation.Statement(2, 2, swapped).Attribute(holder.ProofKey.PublicKey).Builder.Build().AsEncoded().ToArray();
        Assert.False(await ledger.VerifyRelationAsync(Bytes32.FromBytes(session), other, proof));
        await Assert.ThrowsAsync<ContractRevertedException>(() => ledger.RequireRelationAsync(Bytes32.FromBytes(session), other, proof));
    }

    private static RelationStatement Statement(Centroids before, Centroids after, RelationDraft released, RelationProof proof) => CentroidRelation.Statement(
        new CentroidStep(2, 2, before.FixedPoint.ToArray(), after.FixedPoint.ToArray()), released.Commitments, proof);

    private static Operation Operation(string kind, int round, Artifact[] inputs, Artifact[] outputs) => new(
        0, kind, round, inputs, outputs, new Dictionary<string, string> { ["unit"] = "0.25" }, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static byte[] Bytes(IEnumerable<BigInteger> integers)
    {
        BigInteger[] all = [.. integers];
        return [.. BitConverter.GetBytes(all.Length), .. all.SelectMany(i => i.ToByteArray().Prepend((byte)i.GetByteCount()))];
    }
}
