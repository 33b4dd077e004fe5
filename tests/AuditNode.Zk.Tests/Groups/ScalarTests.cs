using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class P256ScalarTests : ScalarTests<P256>;

public class Bn254ScalarTests : ScalarTests<Bn254>;

/// <summary>Arithmetic is tested with the fields; here it is the conversions.</summary>
public abstract class ScalarTests<TCurve>
    where TCurve : struct, ICurve
{
    private static readonly BigInteger s_order = Scalar<TCurve>.Order;

    [Fact]
    public void Operators_agree_with_integers()
    {
        var inputs = new TestInputs(10);
        for (int round = 0; round < 200; round++)
        {
            BigInteger a = inputs.Below(s_order), b = inputs.Below(s_order);
            Scalar<TCurve> x = Scalar<TCurve>.FromBigInteger(a), y = Scalar<TCurve>.FromBigInteger(b);
            Assert.True((a + b) % s_order == (x + y).ToBigInteger(), TestSeed.Describe(round));
            Assert.True((a - b + s_order) % s_order == (x - y).ToBigInteger(), TestSeed.Describe(round));
            Assert.True(a * b % s_order == (x * y).ToBigInteger(), TestSeed.Describe(round));
            Assert.True((s_order - a) % s_order == (-x).ToBigInteger(), TestSeed.Describe(round));
            Assert.True((x * x.Invert()) == Scalar<TCurve>.One, TestSeed.Describe(round));
        }
    }

    [Fact]
    public void Zero_has_no_inverse() => Assert.Throws<DivideByZeroException>(() => Scalar<TCurve>.Zero.Invert());

    [Fact]
    public void The_default_is_zero()
    {
        Assert.Equal(Scalar<TCurve>.Zero, default);
        Assert.True(default(Scalar<TCurve>).IsZero);
        Assert.False(Scalar<TCurve>.One.IsZero);
    }

    [Fact]
    public void Encodings_round_trip()
    {
        foreach (BigInteger value in new[] { 0, 1, ulong.MaxValue, s_order - 1 })
        {
            Scalar<TCurve> scalar = Scalar<TCurve>.FromBigInteger(value);
            Assert.True(Scalar<TCurve>.TryRead(scalar.ToBytes(), out Scalar<TCurve> read));
            Assert.Equal(scalar, read);
            Assert.Equal(value, new BigInteger(scalar.ToBytes(), isUnsigned: true, isBigEndian: true));
        }
    }

    /// <summary>Attack 20: s and s + order act alike, so that a second encoding would let anyone change a proof's bytes.</summary>
    [Fact]
    public void Attack20_ScalarPlusOrderIsRejected()
    {
        foreach (BigInteger value in new[] { 0, 1, (BigInteger.One << 256) - s_order - 1 })
        {
            byte[] digits = (value + s_order).ToByteArray(isUnsigned: true, isBigEndian: true);
            byte[] malleated = [.. new byte[32 - digits.Length], .. digits];
            Assert.False(Scalar<TCurve>.TryRead(malleated, out Scalar<TCurve> scalar));
            Assert.True(scalar.IsZero);
        }
    }

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void Other_lengths_are_not_read(int length) => Assert.False(Scalar<TCurve>.TryRead(new byte[length], out _));

    [Fact]
    public void A_short_destination_is_refused() => Assert.Throws<ArgumentException>("destination", () => Scalar<TCurve>.One.Write(new byte[31]));

    [Fact]
    public void Integers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar<TCurve>.FromBigInteger(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar<TCurve>.FromBigInteger(s_order));
        Assert.Equal(ulong.MaxValue, Scalar<TCurve>.FromUInt64(ulong.MaxValue).ToBigInteger());
    }

    [Theory, InlineData(48), InlineData(49), InlineData(63), InlineData(64)]
    public void Uniform_bytes_are_reduced_in_both_byte_orders(int length)
    {
        byte[] bytes = new TestInputs(11).Bytes(length);
        Assert.Equal(new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % s_order, Scalar<TCurve>.FromUniformBytes(bytes).ToBigInteger());
        Assert.Equal(new BigInteger(bytes, isUnsigned: true) % s_order, Scalar<TCurve>.FromUniformBytesLittleEndian(bytes).ToBigInteger());
    }

    [Theory, InlineData(0), InlineData(32), InlineData(47), InlineData(65)]
    public void Too_few_or_too_many_uniform_bytes_are_refused(int length)
    {
        Assert.Throws<ArgumentException>("uniform", () => Scalar<TCurve>.FromUniformBytes(new byte[length]));
        Assert.Throws<ArgumentException>("uniform", () => Scalar<TCurve>.FromUniformBytesLittleEndian(new byte[length]));
    }

    [Fact]
    public void Random_scalars_differ_and_fill_the_range()
    {
        Scalar<TCurve>[] scalars = [.. Enumerable.Range(0, 256).Select(_ => Scalar<TCurve>.Random())];
        Assert.Distinct(scalars);
        // Of 256 uniform scalars all on the same half has probability 2^-255.
        Assert.Contains(scalars, s => s.ToBigInteger() > s_order / 2);
        Assert.Contains(scalars, s => s.ToBigInteger() < s_order / 2);
    }

    [Fact]
    public void Text_does_not_tell_the_value() =>
        Assert.Equal(Scalar<TCurve>.FromUInt64(123456789).ToString(), Scalar<TCurve>.FromUInt64(987654321).ToString());

    [Fact]
    public void Cleared_scalars_are_zero()
    {
        Scalar<TCurve>[] scalars = [Scalar<TCurve>.Random(), Scalar<TCurve>.Random()];
        Scalar<TCurve>.Clear(scalars);
        Assert.All(scalars, s => Assert.True(s.IsZero));
    }
}
