using System.Numerics;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

public sealed class DivisionRelationTests
{
    private const int QuotientBits = 12;
    private const int RemainderBits = 6;

    [Theory]
    [InlineData(DivisionRounding.Up, 100, 7, 15)]
    [InlineData(DivisionRounding.Up, -100, 7, -14)]
    [InlineData(DivisionRounding.Up, 98, 7, 14)]
    [InlineData(DivisionRounding.Up, 0, 64, 0)]
    [InlineData(DivisionRounding.Up, 2047, 1, 2047)]
    [InlineData(DivisionRounding.Up, -2048, 1, -2048)]
    [InlineData(DivisionRounding.Down, 100, 7, 14)]
    [InlineData(DivisionRounding.Down, -100, 7, -15)]
    [InlineData(DivisionRounding.Down, -98, 7, -14)]
    [InlineData(DivisionRounding.Down, 63, 64, 0)]
    public void Rounded_quotient_is_proven(DivisionRounding rounding, long dividend, long divisor, long quotient)
    {
        using Openings openings = new(dividend, divisor, quotient);
        using Division<Bn254> division = openings.Divide(rounding);
        (GadgetProof proof, DivisionRelation<Bn254> relation) = Declare(division.Statement);

        Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, division))));
    }

    [Theory]
    [InlineData(DivisionRounding.Up, 100, 7, 14)]
    [InlineData(DivisionRounding.Up, 100, 7, 16)]
    [InlineData(DivisionRounding.Up, 98, 7, 15)]
    [InlineData(DivisionRounding.Down, 100, 7, 15)]
    [InlineData(DivisionRounding.Down, 100, 7, 13)]
    [InlineData(DivisionRounding.Up, 5, 0, 5)]
    [InlineData(DivisionRounding.Up, -100, -7, 15)]
    public void Other_quotient_is_refused(DivisionRounding rounding, long dividend, long divisor, long quotient)
    {
        using Openings openings = new(dividend, divisor, quotient);

        Assert.Equal("remainder", Assert.Throws<ProofParameterException>(() => openings.Divide(rounding)).Field);
    }

    [Fact]
    public void Quotient_out_of_its_range_is_refused()
    {
        using Openings openings = new(2048, 1, 2048);

        Assert.Equal("quotient", Assert.Throws<ProofParameterException>(() => openings.Divide(DivisionRounding.Up)).Field);
    }

    [Fact]
    public void Quotient_that_wraps_around_the_order_is_refused()
    {
        // (100 + 3) / 7 modulo the order fulfils mu * N = S + rem, but is no small integer.
        BigInteger order = Scalar<Bn254>.Order;
        Scalar<Bn254> wrapped = Scalar<Bn254>.FromBigInteger(103 * BigInteger.ModPow(7, order - 2, order) % order);
        using Openings openings = new(100, 7, wrapped);

        Assert.Equal("quotient", Assert.Throws<ProofParameterException>(() => openings.Divide(DivisionRounding.Up)).Field);
    }

    [Fact]
    public void Statement_with_another_dividend_has_no_proof()
    {
        using Openings honest = new(100, 7, 15), other = new(101, 7, 15);
        using Division<Bn254> division = honest.Divide(DivisionRounding.Up);
        (GadgetProof proof, DivisionRelation<Bn254> relation) =
            Declare(division.Statement with { Dividend = other.Dividend.Commit(GadgetProof.Parameters) });

        // Equation 0 opens the quotient, equation 1 is the product.
        Assert.Equal(1, proof.BrokenEquation(witness => relation.Assign(witness, division)));
    }

    [Fact]
    public void Statement_with_the_other_rounding_has_no_proof()
    {
        using Openings openings = new(100, 7, 15);
        using Division<Bn254> division = openings.Divide(DivisionRounding.Up);
        (GadgetProof proof, DivisionRelation<Bn254> relation) = Declare(division.Statement with { Rounding = DivisionRounding.Down });

        Assert.Equal(1, proof.BrokenEquation(witness => relation.Assign(witness, division)));
    }

    [Fact]
    public void Random_divisions_are_proven()
    {
        var inputs = new TestInputs(130);
        for (int round = 0; round < 4; round++)
        {
            long divisor = 1 + inputs.Int32(64), quotient = inputs.Int32(4096) - 2048;
            long remainder = inputs.Int32((int)divisor);
            DivisionRounding rounding = (DivisionRounding)inputs.Int32(2);
            long dividend = (quotient * divisor) + (rounding == DivisionRounding.Up ? -remainder : remainder);
            using Openings openings = new(dividend, divisor, quotient);
            using Division<Bn254> division = openings.Divide(rounding);
            (GadgetProof proof, DivisionRelation<Bn254> relation) = Declare(division.Statement);

            Assert.True(proof.Verify(proof.Prove(witness => relation.Assign(witness, division))), TestSeed.Describe(round));
        }
    }

    [Theory]
    [InlineData(0, 6, "quotientBits")]
    [InlineData(121, 6, "quotientBits")]
    [InlineData(12, 121, "remainderBits")]
    public void Number_of_bits_out_of_range_is_refused(int quotientBits, int remainderBits, string field)
    {
        using Openings openings = new(1, 1, 1);

        Assert.Equal(
            field,
            Assert.Throws<ProofParameterException>(() => Division<Bn254>.Create(
                GadgetProof.Parameters, DivisionRounding.Up, openings.Dividend, openings.Divisor, openings.Quotient, quotientBits,
                remainderBits)).Field);
    }

    private static (GadgetProof Proof, DivisionRelation<Bn254> Relation) Declare(DivisionStatement<Bn254> statement)
    {
        var proof = new GadgetProof();
        return (proof, DivisionRelation<Bn254>.Declare(proof.Builder, "mean", proof.Bases, statement));
    }

    private sealed class Openings(long dividend, long divisor, Scalar<Bn254> quotient) : IDisposable
    {
        public Openings(long dividend, long divisor, long quotient)
            : this(dividend, divisor, SignedScalar.FromInt64<Bn254>(quotient))
        {
        }

        public Opening<Bn254> Dividend { get; } = Opening<Bn254>.Create(dividend);

        public Opening<Bn254> Divisor { get; } = Opening<Bn254>.Create(divisor);

        public Opening<Bn254> Quotient { get; } = Opening<Bn254>.Create(quotient);

        public Division<Bn254> Divide(DivisionRounding rounding) =>
            Division<Bn254>.Create(GadgetProof.Parameters, rounding, Dividend, Divisor, Quotient, QuotientBits, RemainderBits);

        public void Dispose()
        {
            Dividend.Dispose();
            Divisor.Dispose();
            Quotient.Dispose();
        }
    }
}
