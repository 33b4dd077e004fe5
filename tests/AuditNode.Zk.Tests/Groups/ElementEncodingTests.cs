using System.Numerics;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class P256ElementEncodingTests : ElementEncodingTests<P256>
{
    [Theory, InlineData(0x00), InlineData(0x01), InlineData(0x04), InlineData(0x05), InlineData(0x06), InlineData(0x07), InlineData(0x82), InlineData(0xFF)]
    public void Attack21_OtherPrefixesThanTwoAndThreeAreRejected(byte prefix)
    {
        byte[] encoding = GroupElement<P256>.Generator.ToBytes();
        encoding[0] = prefix;
        AssertRejected(encoding);
    }

    [Fact]
    public void The_prefix_tells_the_parity_of_y()
    {
        byte[] encoding = GroupElement<P256>.Generator.ToBytes();
        Assert.Equal("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", Convert.ToHexStringLower(encoding));
        encoding[0] = 2;
        Assert.True(GroupElement<P256>.TryRead(encoding, out GroupElement<P256> other));
        Assert.Equal(-GroupElement<P256>.Generator, other);
    }

    [Fact]
    public void Attack21_AbscissaeWithoutAPointAreRejected()
    {
        int rejected = 0;
        for (ulong x = 0; x < 100; x++)
        {
            bool isSquare = IsSquare(CurveConstants<P256>.RightHandSide(FieldElement<BaseField<P256>>.FromUInt64(x)).ToBigInteger());
            byte[] encoding = [2, .. BigEndian(x)];
            Assert.Equal(isSquare, GroupElement<P256>.TryRead(encoding, out _));
            if (!isSquare) rejected++;
        }

        Assert.InRange(rejected, 1, 99);
    }

    [Fact]
    public void Attack21_AbscissaePlusTheModulusAreRejected()
    {
        // 5 is the smallest x of a point; x + p still fits 256 bits.
        Assert.True(GroupElement<P256>.TryRead([2, .. BigEndian(5)], out _));
        AssertRejected([2, .. BigEndian(FieldElement<BaseField<P256>>.Modulus + 5)]);
        AssertRejected([2, .. BigEndian(FieldElement<BaseField<P256>>.Modulus)]);
    }

    [Fact]
    public void Attack21_TheOneByteIdentityOfSec1IsRejected() => AssertRejected([0]);
}

public class Bn254ElementEncodingTests : ElementEncodingTests<Bn254>
{
    private static readonly BigInteger s_p = FieldElement<BaseField<Bn254>>.Modulus;

    [Fact]
    public void The_generator_is_1_2()
    {
        byte[] encoding = [.. BigEndian(1), .. BigEndian(2)];
        Assert.Equal(encoding, GroupElement<Bn254>.Generator.ToBytes());
    }

    [Fact]
    public void Attack21_TheIdentityOfThePrecompilesIsRejected() => AssertRejected(new byte[64]);

    [Fact]
    public void Attack21_PointsOffTheCurveAreRejected()
    {
        AssertRejected([.. BigEndian(1), .. BigEndian(1)]);
        AssertRejected([.. BigEndian(2), .. BigEndian(1)]);
        AssertRejected([.. BigEndian(0), .. BigEndian(1)]);
        AssertRejected([.. BigEndian(1), .. BigEndian(0)]);
        // A point of the curve y^2 = x^3 + 1, where the same addition formulas would work: an invalid-curve attack.
        AssertRejected([.. BigEndian(2), .. BigEndian(3)]);
    }

    [Fact]
    public void Attack21_CoordinatesPlusTheModulusAreRejected()
    {
        AssertRejected([.. BigEndian(1 + s_p), .. BigEndian(2)]);
        AssertRejected([.. BigEndian(1), .. BigEndian(2 + s_p)]);
        AssertRejected([.. BigEndian(1 + s_p), .. BigEndian(2 + s_p)]);
        AssertRejected([.. BigEndian(s_p), .. BigEndian(s_p)]);
    }
}

public abstract class ElementEncodingTests<TCurve>
    where TCurve : struct, ICurve
{
    [Fact]
    public void Encodings_round_trip()
    {
        var inputs = new TestInputs(40);
        for (int round = 0; round < 100; round++)
        {
            GroupElement<TCurve> element = inputs.Element<TCurve>();
            byte[] encoding = element.ToBytes();
            Assert.Equal(GroupElement<TCurve>.ByteCount, encoding.Length);
            Assert.True(GroupElement<TCurve>.TryRead(encoding, out GroupElement<TCurve> read), TestSeed.Describe(round));
            Assert.True(element == read, TestSeed.Describe(round));
        }
    }

    [Fact]
    public void Many_elements_are_written_as_one_by_one()
    {
        var inputs = new TestInputs(41);
        GroupElement<TCurve>[] elements = [.. Enumerable.Range(0, 20).Select(_ => inputs.Element<TCurve>())];
        var written = new byte[elements.Length * GroupElement<TCurve>.ByteCount];
        GroupElement<TCurve>.WriteAll(elements, written);
        Assert.Equal(elements.SelectMany(e => e.ToBytes()), written);
        GroupElement<TCurve>.WriteAll([], []);
    }

    [Fact]
    public void Attack21_TheIdentityHasNoEncoding()
    {
        Assert.Throws<IdentityElementException>(() => GroupElement<TCurve>.Identity.ToBytes());
        Assert.Throws<IdentityElementException>(() => default(GroupElement<TCurve>).ToBytes());
        var destination = new byte[2 * GroupElement<TCurve>.ByteCount];
        Assert.Throws<IdentityElementException>(
            () => GroupElement<TCurve>.WriteAll([GroupElement<TCurve>.Generator, GroupElement<TCurve>.Identity], destination));
        Assert.All(destination, b => Assert.Equal(0, b));
        AssertRejected(new byte[GroupElement<TCurve>.ByteCount]);
    }

    /// <summary>Attack 22: the precompiles pad short inputs with zeros; here every length but one is refused.</summary>
    [Fact]
    public void Attack22_ShortAndLongEncodingsAreRejected()
    {
        byte[] encoding = GroupElement<TCurve>.Generator.ToBytes();
        AssertRejected([]);
        AssertRejected(encoding[..^1]);
        AssertRejected([.. encoding, 0]);
        AssertRejected([0, .. encoding]);
        AssertRejected([.. encoding, .. encoding]);
    }

    [Fact]
    public void A_short_destination_is_refused()
    {
        Assert.Throws<ArgumentException>("destination", () => GroupElement<TCurve>.Generator.Write(new byte[GroupElement<TCurve>.ByteCount - 1]));
        Assert.Throws<ArgumentException>("destination", () => GroupElement<TCurve>.WriteAll([GroupElement<TCurve>.Generator], []));
    }

    [Fact]
    public void Text_is_the_encoding()
    {
        Assert.Equal($"{TCurve.Name} {Convert.ToHexStringLower(GroupElement<TCurve>.Generator.ToBytes())}", GroupElement<TCurve>.Generator.ToString());
        Assert.Equal($"{TCurve.Name} identity", GroupElement<TCurve>.Identity.ToString());
    }

    protected static void AssertRejected(byte[] encoding)
    {
        Assert.False(GroupElement<TCurve>.TryRead(encoding, out GroupElement<TCurve> element));
        Assert.True(element.IsIdentity);
    }

    protected static byte[] BigEndian(BigInteger value)
    {
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - digits.Length], .. digits];
    }

    protected static bool IsSquare(BigInteger value)
    {
        BigInteger p = FieldElement<BaseField<TCurve>>.Modulus;
        return value.IsZero || BigInteger.ModPow(value, (p - 1) / 2, p).IsOne;
    }
}
