using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

public sealed class BitRelationTests
{
    [Fact]
    public void Bit_compiles_to_the_equations_of_the_draft()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(1);
        var proof = new GadgetProof();
        BitRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, opening.Commit(GadgetProof.Parameters));
        Scalar<Bn254> one = Scalar<Bn254>.One;

        LinearRelation<Bn254> relation = proof.Builder.Build();

        Assert.Equal([new ImageTerm<Bn254>(2, one)], relation.Equations[0].Image.ToArray());
        Assert.Equal([new Term<Bn254>(0, 0, one), new Term<Bn254>(1, 1, one)], relation.Equations[0].Terms.ToArray());
        Assert.Equal([new ImageTerm<Bn254>(2, one)], relation.Equations[1].Image.ToArray());
        Assert.Equal([new Term<Bn254>(0, 2, one), new Term<Bn254>(2, 1, one)], relation.Equations[1].Terms.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Bits_are_proven(long bit)
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(bit);
        var proof = new GadgetProof();
        var relation = BitRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, opening.Commit(GadgetProof.Parameters));

        Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, opening))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    public void Other_numbers_are_refused_by_the_second_equation(long value)
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(value);
        var proof = new GadgetProof();
        var relation = BitRelation<Bn254>.Declare(proof.Builder, "C", proof.Bases, opening.Commit(GadgetProof.Parameters));

        Assert.Equal(1, proof.BrokenEquation(witness => relation.Assign(witness, opening)));
    }
}
