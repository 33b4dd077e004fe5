using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

public sealed class LinearCombinationRelationTests
{
    private static readonly Scalar<Bn254> s_two = GadgetProof.Number(2);
    private static readonly Scalar<Bn254> s_three = GadgetProof.Number(3);

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Combination_with_a_constant_is_proven_exactly_if_it_holds(ulong constant, bool holds)
    {
        // 2 * 5 - 3 * 1 = 7.
        using Opening<Bn254> a = Opening<Bn254>.Create(5), b = Opening<Bn254>.Create(1);
        var proof = new GadgetProof();
        var relation = LinearCombinationRelation<Bn254>.Declare(
            proof.Builder, "sum", proof.Bases,
            [s_two * proof.Commit("A", a), -(s_three * proof.Commit("B", b)), -(GadgetProof.Number(constant) * proof.Builder.Generator)]);
        Scalar<Bn254> blinding = (s_two * a.Blinding) - (s_three * b.Blinding);

        if (holds) Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, blinding))));
        else Assert.Equal(0, proof.BrokenEquation(witness => relation.Assign(witness, blinding)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Equality_is_proven_exactly_if_it_holds(long second, bool holds)
    {
        using Opening<Bn254> a = Opening<Bn254>.Create(5), b = Opening<Bn254>.Create(second);
        var proof = new GadgetProof();
        var relation = LinearCombinationRelation<Bn254>.DeclareEquality(
            proof.Builder, "same", proof.Bases, proof.Commit("A", a), proof.Commit("B", b));
        Scalar<Bn254> blinding = a.Blinding - b.Blinding;

        if (holds) Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, blinding))));
        else Assert.Equal(0, proof.BrokenEquation(witness => relation.Assign(witness, blinding)));
    }

    [Fact]
    public void Obfuscation_of_a_column_is_a_proof_of_64_bytes()
    {
        using VectorOpening<Bn254> original = VectorOpening<Bn254>.Create([10, -20, 30]), noise = VectorOpening<Bn254>.Create([1, 2, -3]);
        using VectorOpening<Bn254> obfuscated = VectorOpening<Bn254>.Create([11, -18, 27]), wrong = VectorOpening<Bn254>.Create([11, -18, 28]);

        (GadgetProof proof, LinearCombinationRelation<Bn254> relation, Scalar<Bn254> blinding) = Obfuscation(obfuscated, original, noise);
        byte[] bytes = proof.Prove(witness => relation.Assign(witness, blinding));
        Assert.Equal(64, bytes.Length);
        Assert.True(proof.Verify(bytes));

        (GadgetProof falseProof, LinearCombinationRelation<Bn254> falseRelation, Scalar<Bn254> falseBlinding) = Obfuscation(wrong, original, noise);
        Assert.Equal(0, falseProof.BrokenEquation(witness => falseRelation.Assign(witness, falseBlinding)));
    }

    [Theory]
    [InlineData(26, true)]
    [InlineData(25, false)]
    public void Aggregation_is_proven_exactly_if_it_holds(long last, bool holds)
    {
        // 2 * (1, 1) + 3 * (4, 8) = (14, 26).
        using VectorOpening<Bn254> first = VectorOpening<Bn254>.Create([1, 1]), second = VectorOpening<Bn254>.Create([4, 8]);
        using VectorOpening<Bn254> total = VectorOpening<Bn254>.Create([14, last]);
        var proof = new GadgetProof();
        ElementVariable<Bn254> w = Element(proof, "W", total), w1 = Element(proof, "W1", first), w2 = Element(proof, "W2", second);
        var relation = LinearCombinationRelation<Bn254>.DeclareAggregation(proof.Builder, "aggregate", proof.Bases, w, [s_two * w1, s_three * w2]);
        Scalar<Bn254> blinding = total.Blinding - (s_two * first.Blinding) - (s_three * second.Blinding);

        if (holds) Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, blinding))));
        else Assert.Equal(0, proof.BrokenEquation(witness => relation.Assign(witness, blinding)));
    }

    [Fact]
    public void Sum_that_reuses_the_blindings_of_its_parts_is_refused_as_an_instance()
    {
        using Opening<Bn254> a = Opening<Bn254>.Create(5), b = Opening<Bn254>.Create(1), sum = a.Add(b);
        var proof = new GadgetProof();
        var relation = LinearCombinationRelation<Bn254>.Declare(
            proof.Builder, "sum", proof.Bases, [proof.Commit("S", sum), -proof.Commit("A", a), -proof.Commit("B", b)]);

        var refused = Assert.Throws<InvalidInstanceException>(() => proof.Prove(witness => relation.Assign(witness, Scalar<Bn254>.Zero)));

        Assert.Equal(InstanceCheck.NoIdentityImage, refused.FailedCheck);
    }

    private static (GadgetProof Proof, LinearCombinationRelation<Bn254> Relation, Scalar<Bn254> Blinding) Obfuscation(
        VectorOpening<Bn254> obfuscated, VectorOpening<Bn254> original, VectorOpening<Bn254> noise)
    {
        var proof = new GadgetProof();
        var relation = LinearCombinationRelation<Bn254>.Declare(
            proof.Builder, "obfuscation", proof.Bases,
            [Element(proof, "obfuscated", obfuscated), -Element(proof, "original", original), -Element(proof, "noise", noise)]);
        return (proof, relation, obfuscated.Blinding - original.Blinding - noise.Blinding);
    }

    private static ElementVariable<Bn254> Element(GadgetProof proof, string name, VectorOpening<Bn254> opening) =>
        proof.Builder.AllocateElement(name, opening.Commit(GadgetProof.Parameters).Element);
}
