using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Proofs;

public sealed class SigmaVectorTests
{
    private static readonly Ciphersuite<P256> s_suite = Ciphersuite.P256Shake128;

    public static TheoryData<string> Valid => SigmaVector.Ids(() => SigmaVector.Valid);

    public static TheoryData<string> Rejected => SigmaVector.Ids(() => SigmaVector.Adversarial, vector => vector.Expected == "reject");

    /// <summary>Compact proofs cannot be batched, and a statement that cannot be read never gets into a batch.</summary>
    public static TheoryData<string> RejectedInBatches => SigmaVector.Ids(
        () => SigmaVector.Adversarial, vector => vector is { Expected: "reject", IsBatchable: true } && vector.ReadRelation() is not null);

    public static TheoryData<string> Baselines => SigmaVector.Ids(() => SigmaVector.Adversarial, vector => vector.Expected == "accept");

    [VectorTheory]
    [MemberData(nameof(Valid))]
    public void Valid_proof_is_accepted(string id)
    {
        SigmaVector vector = Find(id);

        Assert.Equal("accept", vector.Expected);
        Assert.Equal(vector.SessionId, s_suite.DeriveSessionId(vector.TagBytes).ToString());
        Assert.True(vector.IsAccepted());
    }

    [VectorTheory]
    [MemberData(nameof(Valid))]
    public void Statement_is_encoded_as_it_was_read(string id)
    {
        LinearRelation<P256> relation = Find(id).ReadRelation()!;

        Assert.Null(relation.ValidateInstance());
        Assert.Equal(Find(id).Instance, Convert.ToHexStringLower(relation.AsEncoded()));
    }

    [VectorTheory]
    [MemberData(nameof(Valid))]
    public void Prover_makes_the_proof_of_the_draft_from_its_nonces(string id)
    {
        SigmaVector vector = Find(id);
        Flavor flavor = vector.IsBatchable ? Flavor.Batchable : Flavor.Compact;
        using var nonces = new SeededNonces<P256>(s_suite, vector.Relation!, flavor);
        var prover = new Prover<P256>(s_suite, nonces);
        LinearRelation<P256> relation = vector.ReadRelation()!;
        Scalar<P256>[] witness = [.. Convert.FromHexString(vector.Witness!).Chunk(32).Select(Read)];

        byte[] proof = vector.IsBatchable
            ? prover.ProveBatchable(vector.TagBytes, relation, witness)
            : prover.ProveCompact(vector.TagBytes, relation, witness);

        Assert.Equal(vector.NargString, Convert.ToHexStringLower(proof));
    }

    [VectorTheory]
    [MemberData(nameof(Rejected))]
    public void Adversarial_proof_is_rejected_and_its_baseline_accepted(string id)
    {
        SigmaVector vector = Find(id);

        Assert.True(Find(vector.BaseId!).IsAccepted());
        Assert.False(vector.IsAccepted());
    }

    [VectorTheory]
    [MemberData(nameof(Baselines))]
    public void Accepted_proof_among_the_adversarial_ones_is_accepted(string id) => Assert.True(Find(id).IsAccepted());

    [VectorFact]
    public void Every_subset_of_the_valid_batchable_proofs_is_a_valid_batch()
    {
        BatchableProof<P256>[] proofs = [.. SigmaVector.Valid.Where(vector => vector.IsBatchable).Select(vector => vector.ToBatchable())];
        var verifier = new BatchVerifier<P256>(s_suite);
        for (int subset = 0; subset < 1 << proofs.Length; subset++)
            Assert.Equal(VerificationResult.Accepted, verifier.Verify([.. proofs.Where((_, i) => (subset >> i & 1) != 0)]));
    }

    [VectorTheory]
    [MemberData(nameof(RejectedInBatches))]
    public void Batch_with_an_adversarial_proof_is_rejected(string id)
    {
        SigmaVector vector = Find(id);
        var verifier = new BatchVerifier<P256>(s_suite);
        BatchableProof<P256> valid = SigmaVector.Valid[0].ToBatchable();

        Assert.Equal(VerificationResult.Accepted, verifier.Verify([valid]));
        Assert.NotEqual(VerificationResult.Accepted, verifier.Verify([valid, vector.ToBatchable()]));
    }

    private static SigmaVector Find(string id) => SigmaVector.Valid.Concat(SigmaVector.Adversarial).Single(vector => vector.Id == id);

    private static Scalar<P256> Read(byte[] bytes)
    {
        Assert.True(Scalar<P256>.TryRead(bytes, out Scalar<P256> scalar));
        return scalar;
    }
}
