using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Records;

public sealed class RelationRecordProofTests
{
    private static readonly PedersenParameters<Bn254> s_parameters = PedersenParameters<Bn254>.Standard;
    private static readonly RelationContext s_context = new SampleContext().Relation();

    [Fact]
    public void Attribution_and_relation_are_one_proof_over_the_encoding_that_travels()
    {
        using ProofKey key = ProofKey.Generate();
        using Opening<Bn254> opening = Opening<Bn254>.Create(48_842);
        (LinearRelation<Bn254> relation, byte[] proof) = Prove(key, opening);

        Assert.Equal(32 * (1 + 3), proof.Length);
        Assert.True(LinearRelation<Bn254>.TryRead(relation.AsEncoded(), out LinearRelation<Bn254>? received));
        Assert.Equal(VerificationResult.Accepted, RelationRecordProof.Verify(s_context, key.PublicKey, received, proof));
    }

    [Fact]
    public void Proof_for_another_record_is_rejected()
    {
        using ProofKey key = ProofKey.Generate();
        using Opening<Bn254> opening = Opening<Bn254>.Create(1);
        (LinearRelation<Bn254> relation, byte[] proof) = Prove(key, opening);

        Assert.All(
            new SampleContext().Neighbours,
            other => Assert.Equal(
                VerificationResult.ChallengeMismatch, RelationRecordProof.Verify(other.Relation(), key.PublicKey, relation, proof)));
    }

    [Fact]
    public void Relation_attributed_to_another_key_is_rejected()
    {
        using ProofKey key = ProofKey.Generate(), other = ProofKey.Generate();
        using Opening<Bn254> opening = Opening<Bn254>.Create(1);
        (LinearRelation<Bn254> relation, byte[] proof) = Prove(key, opening);

        Assert.Equal(VerificationResult.WrongRelation, RelationRecordProof.Verify(s_context, other.PublicKey, relation, proof));
    }

    [Fact]
    public void Relation_that_begins_otherwise_is_rejected()
    {
        using ProofKey key = ProofKey.Generate();
        LinearRelation<Bn254> good = AttributionProof.Relation(key.PublicKey);
        Scalar<Bn254> one = Scalar<Bn254>.One, two = one + one;
        Equation<Bn254>[] others =
        [
            new([new ImageTerm<Bn254>(1, two)], [new Term<Bn254>(0, 0, one)]),
            new([new ImageTerm<Bn254>(1, one)], [new Term<Bn254>(0, 0, two)]),
            new([new ImageTerm<Bn254>(1, one), new ImageTerm<Bn254>(0, one)], [new Term<Bn254>(0, 0, one)]),
            new([new ImageTerm<Bn254>(1, one)], [new Term<Bn254>(0, 0, one), new Term<Bn254>(0, 1, one)]),
            new([new ImageTerm<Bn254>(1, one)], [new Term<Bn254>(0, 1, one)]),
            new([new ImageTerm<Bn254>(1, one)], [new Term<Bn254>(1, 0, one)]),
            new([new ImageTerm<Bn254>(0, one)], [new Term<Bn254>(0, 0, one)]),
        ];

        Assert.True(AttributedRelation.Begins(good, key.PublicKey));
        Assert.All(
            others, equation => Assert.False(AttributedRelation.Begins(new LinearRelation<Bn254>(good.Elements, [equation]), key.PublicKey)));
        Assert.False(AttributedRelation.Begins(new LinearRelation<Bn254>([], []), key.PublicKey));
    }

    [Fact]
    public void Prover_refuses_a_relation_of_another_key()
    {
        using ProofKey key = ProofKey.Generate(), other = ProofKey.Generate();
        var relation = new AttributedRelation(other.PublicKey);
        using var witness = new Witness<Bn254>(relation.Builder);

        Assert.Equal(
            "relation", Assert.Throws<ProofParameterException>(() => RelationRecordProof.Prove(key, s_context, relation, witness)).Field);
    }

    [Fact]
    public void Small_relations_fit_on_the_chain_and_range_proofs_do_not()
    {
        using ProofKey key = ProofKey.Generate();
        using Opening<Bn254> opening = Opening<Bn254>.Create(200);
        using var bits = BitDecomposition<Bn254>.Create(s_parameters, opening.Value, 8);
        var large = new AttributedRelation(key.PublicKey);
        PedersenBases<Bn254> bases = PedersenBases<Bn254>.Declare(large.Builder, s_parameters);
        RangeRelation<Bn254>.Declare(
            large.Builder, "range", bases, [large.Builder.AllocateElement("C", opening.Commit(s_parameters).Element)], bits.Commitments);

        Assert.True(RelationRecordProof.FitsOnChain(Prove(key, opening).Relation));
        Assert.False(RelationRecordProof.FitsOnChain(large.Builder.Build()));
    }

    private static (LinearRelation<Bn254> Relation, byte[] Proof) Prove(ProofKey key, Opening<Bn254> opening)
    {
        var relation = new AttributedRelation(key.PublicKey);
        PedersenBases<Bn254> bases = PedersenBases<Bn254>.Declare(relation.Builder, s_parameters);
        var count = OpeningRelation<Bn254>.Declare(relation.Builder, "count", bases, opening.Commit(s_parameters));
        using var witness = new Witness<Bn254>(relation.Builder);
        count.Assign(witness, opening);
        return (relation.Builder.Build(), RelationRecordProof.Prove(key, s_context, relation, witness));
    }
}
