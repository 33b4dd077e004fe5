using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

public sealed class OpeningRelationTests
{
    [Fact]
    public void Opening_is_proven()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(-17);
        var proof = new GadgetProof();
        var relation = OpeningRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, opening.Commit(GadgetProof.Parameters));

        Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, opening))));
    }

    [Fact]
    public void Opening_of_another_value_is_refused()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(5), other = new(GadgetProof.Number(6), opening.Blinding);
        var proof = new GadgetProof();
        var relation = OpeningRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, opening.Commit(GadgetProof.Parameters));

        Assert.Equal(0, proof.BrokenEquation(witness => relation.Assign(witness, other)));
    }

    [Fact]
    public void Shared_value_proves_that_two_commitments_hold_the_same()
    {
        using Opening<Bn254> first = Opening<Bn254>.Create(5), second = Opening<Bn254>.Create(5);
        (GadgetProof proof, OpeningRelation<Bn254> c, OpeningRelation<Bn254> d) = Equal(first, second);

        Assert.Equal(3, proof.Builder.Scalars.Count);
        Assert.True(proof.Verify(proof.Prove(witness =>
        {
            c.Assign(witness, first);
            d.Assign(witness, second);
        })));
    }

    [Fact]
    public void Shared_value_cannot_be_proven_for_different_values()
    {
        using Opening<Bn254> first = Opening<Bn254>.Create(5), second = Opening<Bn254>.Create(6);
        (GadgetProof proof, OpeningRelation<Bn254> c, OpeningRelation<Bn254> d) = Equal(first, second);

        Assert.Throws<ProofParameterException>(() => proof.Prove(witness =>
        {
            c.Assign(witness, first);
            d.Assign(witness, second);
        }));
        Assert.Equal(1, proof.BrokenEquation(witness =>
        {
            c.Assign(witness, first);
            witness.Assign(d.Blinding, second.Blinding);
        }));
    }

    [Fact]
    public void Opening_of_a_vector_is_proven_entry_by_entry()
    {
        using VectorOpening<Bn254> opening = VectorOpening<Bn254>.Create([3, -4, 1L << 40, 0]);
        using VectorOpening<Bn254> other = VectorOpening<Bn254>.Create([3, -4, 1L << 40, 0]);
        var proof = new GadgetProof();
        var relation = VectorOpeningRelation<Bn254>.Declare(
            proof.Builder, "C", proof.Bases, GadgetProof.Parameters, opening.Commit(GadgetProof.Parameters));

        byte[] bytes = proof.Prove(witness => relation.Assign(witness, opening));

        Assert.Equal(32 * (4 + 2), bytes.Length);
        Assert.True(proof.Verify(bytes));
        Assert.Equal(0, proof.BrokenEquation(witness => relation.Assign(witness, other)));
    }

    private static (GadgetProof Proof, OpeningRelation<Bn254> C, OpeningRelation<Bn254> D) Equal(Opening<Bn254> first, Opening<Bn254> second)
    {
        var proof = new GadgetProof();
        var c = OpeningRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, first.Commit(GadgetProof.Parameters));
        var d = OpeningRelation<Bn254>.Declare(proof.Builder, "D", proof.Bases, second.Commit(GadgetProof.Parameters), c.Value);
        return (proof, c, d);
    }
}
