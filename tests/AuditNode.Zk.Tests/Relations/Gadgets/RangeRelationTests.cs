using System.Collections.Immutable;
using System.Numerics;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

public sealed class RangeRelationTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 8)]
    [InlineData(255, 8)]
    [InlineData(40_000, 16)]
    [InlineData(4_294_967_295, 32)]
    public void Number_in_range_is_proven(long value, int bits)
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(value);
        using var decomposition = BitDecomposition<Bn254>.Create(GadgetProof.Parameters, opening.Value, bits);
        (GadgetProof proof, RangeRelation<Bn254> relation) = Declare(opening, decomposition.Commitments);

        byte[] bytes = proof.Prove(witness => relation.Assign(witness, opening.Blinding, decomposition));

        Assert.Equal(32 * ((3 * bits) + 2), bytes.Length);
        Assert.Equal((2 * bits) + 1, proof.Builder.Equations.Count);
        Assert.True(proof.Verify(bytes));
    }

    [Fact]
    public void Random_numbers_are_taken_into_their_bits()
    {
        var inputs = new TestInputs(120);
        for (int round = 0; round < 20; round++)
        {
            int bits = 1 + inputs.Int32(252);
            BigInteger value = inputs.Below(BigInteger.One << bits);
            using var decomposition =
                BitDecomposition<Bn254>.Create(GadgetProof.Parameters, Scalar<Bn254>.FromBigInteger(value), bits);

            BigInteger sum = BigInteger.Zero;
            for (int i = 0; i < bits; i++) sum += decomposition.Bits[i].Value.ToBigInteger() << i;
            Assert.True(value == sum, TestSeed.Describe(round));
        }
    }

    [Theory]
    [InlineData(256, 8)]
    [InlineData(-1, 8)]
    [InlineData(2, 1)]
    [InlineData(-1, 252)]
    public void Number_out_of_range_has_no_bits(long value, int bits) => Assert.Equal(
        "value",
        Assert.Throws<ProofParameterException>(
            () => BitDecomposition<Bn254>.Create(GadgetProof.Parameters, SignedScalar.FromInt64<Bn254>(value), bits)).Field);

    [Theory]
    [InlineData(0)]
    [InlineData(253)]
    public void Number_of_bits_out_of_range_is_refused(int bits) => Assert.Equal(
        "bits",
        Assert.Throws<ProofParameterException>(() => BitDecomposition<Bn254>.Create(GadgetProof.Parameters, Scalar<Bn254>.One, bits)).Field);

    [Fact]
    public void Bits_of_another_number_are_refused_by_the_weighted_sum()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(1000);
        using var decomposition = BitDecomposition<Bn254>.Create(GadgetProof.Parameters, GadgetProof.Number(232), 8);
        (GadgetProof proof, RangeRelation<Bn254> relation) = Declare(opening, decomposition.Commitments);

        Assert.Equal(16, proof.BrokenEquation(witness => relation.Assign(witness, opening.Blinding, decomposition)));
    }

    [Fact]
    public void Proof_does_not_verify_for_another_commitment()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(200), other = Opening<Bn254>.Create(200);
        using var decomposition = BitDecomposition<Bn254>.Create(GadgetProof.Parameters, opening.Value, 8);
        (GadgetProof proof, RangeRelation<Bn254> relation) = Declare(opening, decomposition.Commitments);
        (GadgetProof ofOther, _) = Declare(other, decomposition.Commitments);

        Assert.False(ofOther.Verify(proof.Prove(witness => relation.Assign(witness, opening.Blinding, decomposition))));
    }

    [Fact]
    public void Other_number_of_bits_than_declared_is_refused()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(3);
        using var two = BitDecomposition<Bn254>.Create(GadgetProof.Parameters, opening.Value, 2);
        using var three = BitDecomposition<Bn254>.Create(GadgetProof.Parameters, opening.Value, 3);
        (GadgetProof proof, RangeRelation<Bn254> relation) = Declare(opening, two.Commitments);

        Assert.Equal(
            "bits", Assert.Throws<ProofParameterException>(() => proof.Prove(witness => relation.Assign(witness, opening.Blinding, three))).Field);
    }

    private static (GadgetProof Proof, RangeRelation<Bn254> Relation) Declare(Opening<Bn254> opening, ImmutableArray<Commitment<Bn254>> bits)
    {
        var proof = new GadgetProof();
        return (proof, RangeRelation<Bn254>.Declare(proof.Builder, "range", proof.Bases, [proof.Commit("C", opening)], bits));
    }
}
