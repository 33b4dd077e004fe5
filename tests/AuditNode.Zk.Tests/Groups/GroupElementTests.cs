using System.Numerics;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class P256GroupElementTests : GroupElementTests<P256>;

public class Bn254GroupElementTests : GroupElementTests<Bn254>;

public abstract class GroupElementTests<TCurve>
    where TCurve : struct, ICurve
{
    private static readonly GroupElement<TCurve> s_generator = GroupElement<TCurve>.Generator;

    private static readonly GroupElement<TCurve> s_identity = GroupElement<TCurve>.Identity;

    [Fact]
    public void Addition_is_associative_and_commutative_and_negatives_cancel()
    {
        var inputs = new TestInputs(20);
        for (int round = 0; round < 100; round++)
        {
            GroupElement<TCurve> a = inputs.Element<TCurve>(), b = inputs.Element<TCurve>(), c = inputs.Element<TCurve>();
            Assert.True(a + b == b + a, TestSeed.Describe(round));
            Assert.True((a + b) + c == a + (b + c), TestSeed.Describe(round));
            Assert.True(a - b == a + (-b), TestSeed.Describe(round));
            Assert.True((a - b) + b == a, TestSeed.Describe(round));
        }
    }

    [Fact]
    public void Addition_holds_in_every_exceptional_case()
    {
        GroupElement<TCurve> p = new TestInputs(21).Element<TCurve>();
        Assert.Equal(p.Double(), p + p);
        Assert.Equal(p.Double(), p + Rescaled(p));
        Assert.True((p - p).IsIdentity);
        Assert.True((p + Rescaled(-p)).IsIdentity);
        Assert.Equal(p, p + s_identity);
        Assert.Equal(p, s_identity + p);
        Assert.Equal(p, p + Rescaled(s_identity));
        Assert.True((s_identity + s_identity).IsIdentity);
        Assert.True(s_identity.Double().IsIdentity);
        Assert.True((-s_identity).IsIdentity);
        // 2P + P, where one summand is the double of the other, and the tangent at 2P.
        Assert.Equal(p.Double() + p.Double(), p + p + p + p);
    }

    [Fact]
    public void Mixed_addition_holds_in_its_exceptional_cases()
    {
        GroupElement<TCurve> p = new TestInputs(22).Element<TCurve>();
        AffinePoint<TCurve> affine = GroupElement<TCurve>.Normalize([p])[0];
        Assert.Equal(p.Double(), GroupElement<TCurve>.AddAffine(p, affine));
        Assert.Equal(p.Double(), GroupElement<TCurve>.AddAffine(Rescaled(p), affine));
        Assert.True(GroupElement<TCurve>.AddAffine(-p, affine).IsIdentity);
        Assert.Equal(p, GroupElement<TCurve>.AddAffine(s_identity, affine));
        Assert.Equal(p + s_generator, GroupElement<TCurve>.AddAffine(s_generator, affine));
    }

    [Fact]
    public void The_default_is_the_identity()
    {
        GroupElement<TCurve> none = default;
        Assert.True(none.IsIdentity);
        Assert.Equal(s_identity, none);
        Assert.NotEqual(s_generator, none);
        Assert.Equal(s_generator, none + s_generator);
        Assert.Equal(s_generator, s_generator + none);
        Assert.Equal(s_identity, none.Double());
        Assert.Equal(s_identity, -none);
        Assert.Equal(s_identity, none * Scalar<TCurve>.FromUInt64(5));
    }

    [Fact]
    public void Equality_does_not_depend_on_the_representative()
    {
        GroupElement<TCurve> p = new TestInputs(23).Element<TCurve>();
        Assert.True(p == Rescaled(p));
        Assert.Equal(p.GetHashCode(), Rescaled(p).GetHashCode());
        Assert.True(p != -p);
        Assert.True(p != s_identity);
        Assert.True(s_identity != p);
        Assert.True(s_identity == Rescaled(s_identity));
        Assert.False(p.Equals("p"));
    }

    [Fact]
    public void Multiplication_agrees_with_repeated_addition()
    {
        GroupElement<TCurve> p = new TestInputs(24).Element<TCurve>(), sum = s_identity;
        for (ulong k = 0; k < 300; k++)
        {
            Assert.Equal(sum, p * Scalar<TCurve>.FromUInt64(k));
            sum += p;
        }
    }

    [Fact]
    public void Multiplication_agrees_with_doublings_for_scalars_of_every_digit_pattern()
    {
        GroupElement<TCurve> p = new TestInputs(25).Element<TCurve>();
        foreach (BigInteger k in DigitPatterns())
        {
            GroupElement<TCurve> expected = s_identity;
            for (int bit = 255; bit >= 0; bit--)
            {
                expected = expected.Double();
                if (!((k >> bit) & 1).IsZero) expected += p;
            }

            Scalar<TCurve> scalar = Scalar<TCurve>.FromBigInteger(k);
            Assert.True(expected == p * scalar, $"{k:X}");
            Assert.True(expected == scalar * p, $"{k:X}");
            Assert.True(expected == new FixedBase<TCurve>(p).Multiply(scalar), $"{k:X}");
            Assert.True(expected == MultiScalarMultiplication.VariableTime<TCurve>([p], [scalar]), $"{k:X}");
        }
    }

    [Fact]
    public void Multiplication_is_a_homomorphism()
    {
        var inputs = new TestInputs(26);
        for (int round = 0; round < 20; round++)
        {
            Scalar<TCurve> a = inputs.Scalar<TCurve>(), b = inputs.Scalar<TCurve>();
            GroupElement<TCurve> p = inputs.Element<TCurve>();
            Assert.True((p * a) + (p * b) == p * (a + b), TestSeed.Describe(round));
            Assert.True((p * a) * b == p * (a * b), TestSeed.Describe(round));
            Assert.True(s_generator * a == GroupElement<TCurve>.MultiplyGenerator(a), TestSeed.Describe(round));
        }
    }

    [Fact]
    public void The_order_times_the_generator_is_the_identity()
    {
        GroupElement<TCurve> sum = s_identity;
        for (int bit = 255; bit >= 0; bit--)
        {
            sum = sum.Double();
            if (!((Scalar<TCurve>.Order >> bit) & 1).IsZero) sum += s_generator;
        }

        Assert.True(sum.IsIdentity);
        Assert.Equal(-s_generator, s_generator * -Scalar<TCurve>.One);
        Assert.True(GroupElement<TCurve>.MultiplyGenerator(Scalar<TCurve>.Zero).IsIdentity);
    }

    [Fact]
    public void Sums_of_points_are_on_the_curve()
    {
        var inputs = new TestInputs(27);
        for (int round = 0; round < 50; round++)
        {
            (BigInteger x, BigInteger y) = AffineCoordinates.Of(inputs.Element<TCurve>() + inputs.Element<TCurve>());
            BigInteger right = CurveConstants<TCurve>.RightHandSide(FieldElement<BaseField<TCurve>>.FromBigInteger(x)).ToBigInteger();
            Assert.True(right == y * y % FieldElement<BaseField<TCurve>>.Modulus, TestSeed.Describe(round));
        }
    }

    private static IEnumerable<BigInteger> DigitPatterns()
    {
        BigInteger order = Scalar<TCurve>.Order;
        foreach (byte filler in new byte[] { 0x11, 0x77, 0x78, 0x87, 0x88, 0x89, 0x99, 0xF8, 0xFF, 0xF0, 0x0F, 0x80, 0x01 })
        {
            yield return new BigInteger(Enumerable.Repeat(filler, 32).ToArray(), isUnsigned: true) % order;
            yield return new BigInteger(Enumerable.Repeat(filler, 31).ToArray(), isUnsigned: true) % order;
        }

        for (int i = 1; i <= 17; i++) yield return order - i;
        yield return order / 2;
        yield return (order / 2) + 1;
        yield return BigInteger.One << 253;
    }

    /// <summary>The same element with another Z.</summary>
    private static GroupElement<TCurve> Rescaled(in GroupElement<TCurve> element)
    {
        FieldElement<BaseField<TCurve>> factor = FieldElement<BaseField<TCurve>>.FromUInt64(0x1234567);
        return new GroupElement<TCurve>(element.X * factor, element.Y * factor, element.Z * factor);
    }
}
