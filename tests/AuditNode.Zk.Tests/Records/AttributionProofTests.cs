using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Records;

public sealed class AttributionProofTests
{
    private static readonly SampleContext s_sample = new();

    [Fact]
    public void Records_batches_and_keys_are_proven()
    {
        using ProofKey key = ProofKey.Generate();
        foreach (ProofContext context in (ProofContext[])[s_sample.Record(), s_sample.Batch(), s_sample.Key()])
        {
            byte[] proof = AttributionProof.Prove(key, context);

            Assert.Equal(AttributionProof.ByteCount, proof.Length);
            Assert.Equal(VerificationResult.Accepted, AttributionProof.Verify(context, key.PublicKey, proof));
        }
    }

    [Fact]
    public void Proof_of_another_key_is_rejected()
    {
        using ProofKey key = ProofKey.Generate(), other = ProofKey.Generate();

        Assert.Equal(
            VerificationResult.ChallengeMismatch,
            AttributionProof.Verify(s_sample.Record(), key.PublicKey, AttributionProof.Prove(other, s_sample.Record())));
    }

    [Fact]
    public void Identity_is_no_public_key() => Assert.Equal(
        VerificationResult.InvalidInstance, AttributionProof.Verify(s_sample.Record(), GroupElement<Bn254>.Identity, new byte[64]));

    [Fact]
    public void Attack27_Possession_of_a_key_made_of_others_cannot_be_proven()
    {
        // The rogue key X - Y would make the sum of both keys equal X; its holder would have to know x - y.
        using ProofKey own = ProofKey.Generate(), other = ProofKey.Generate();
        GroupElement<Bn254> rogue = own.PublicKey - other.PublicKey;

        Assert.NotEqual(
            VerificationResult.Accepted, AttributionProof.Verify(s_sample.Key(), rogue, AttributionProof.Prove(own, s_sample.Key())));
    }

    [Fact]
    public void Relation_contexts_are_refused()
    {
        using ProofKey key = ProofKey.Generate();

        Assert.Equal("context", Assert.Throws<ProofParameterException>(() => AttributionProof.Prove(key, s_sample.Relation())).Field);
        Assert.Throws<ProofParameterException>(() => AttributionProof.Verify(s_sample.Relation(), key.PublicKey, new byte[64]));
    }

    [Fact]
    public void Statement_is_the_discrete_logarithm_of_the_draft()
    {
        using ProofKey key = ProofKey.Generate();
        LinearRelation<Bn254> relation = AttributionProof.Relation(key.PublicKey);

        Assert.Equal([GroupElement<Bn254>.Generator, key.PublicKey], relation.Elements.ToArray());
        Assert.Equal([new ImageTerm<Bn254>(1, Scalar<Bn254>.One)], relation.Equations.Single().Image.ToArray());
        Assert.Equal([new Term<Bn254>(0, 0, Scalar<Bn254>.One)], relation.Equations.Single().Terms.ToArray());
    }

    [Fact]
    public void Attack23_Two_proofs_of_one_record_differ_and_both_hold()
    {
        // Hence proofs are no nullifiers: repetitions are recognised by job, institution and sequence.
        using ProofKey key = ProofKey.Generate();
        byte[] first = AttributionProof.Prove(key, s_sample.Record()), second = AttributionProof.Prove(key, s_sample.Record());

        Assert.NotEqual(first, second);
        Assert.Equal(VerificationResult.Accepted, AttributionProof.Verify(s_sample.Record(), key.PublicKey, first));
        Assert.Equal(VerificationResult.Accepted, AttributionProof.Verify(s_sample.Record(), key.PublicKey, second));
    }
}
