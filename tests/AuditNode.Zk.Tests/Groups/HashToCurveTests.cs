using System.Numerics;
using System.Text;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class HashToCurveTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void P256_agrees_with_RFC_9380(int index) => Check<P256>("hashToCurveP256.json", index);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Bn254_agrees_with_gnark_crypto(int index) => Check<Bn254>("hashToCurveBn254.json", index);

    [Fact]
    public void An_empty_domain_separation_tag_is_refused() =>
        Assert.Throws<ArgumentException>("domainSeparationTag", () => HashToCurve.Hash<P256>("message"u8, []));

    [Fact]
    public void The_exceptional_inputs_of_the_maps_give_points_of_the_curve()
    {
        // u = 0 leaves both maps without a denominator; u^2 = -1/Z leaves that of P-256, u^2 = 1/g(Z) = 1/4 that of BN254.
        // There P-256 has x = b / (Z a).
        BigInteger p = FieldElement<BaseField<P256>>.Modulus, b = CurveConstants<P256>.B.ToBigInteger();
        GroupElement<P256> exceptional = HashToCurve.Map(FieldElement<BaseField<P256>>.Zero);
        Assert.True(IsOnCurve(exceptional));
        Assert.Equal(b, AffineCoordinates.Of(exceptional).X * (-10) * (-3) % p);
        Assert.True(FieldElement<BaseField<P256>>.FromUInt64(10).Invert().TrySquareRoot(out FieldElement<BaseField<P256>> root));
        Assert.Equal(AffineCoordinates.Of(exceptional).X, AffineCoordinates.Of(HashToCurve.Map(root)).X);
        Assert.True(IsOnCurve(HashToCurve.Map(FieldElement<BaseField<Bn254>>.Zero)));
        FieldElement<BaseField<Bn254>> half = FieldElement<BaseField<Bn254>>.FromUInt64(2).Invert();
        Assert.True(IsOnCurve(HashToCurve.Map(half)));
        Assert.True(IsOnCurve(HashToCurve.Map(-half)));
    }

    [Fact]
    public void Maps_give_points_of_the_curve_with_the_sign_of_their_input()
    {
        var inputs = new TestInputs(30);
        for (int round = 0; round < 200; round++)
        {
            CheckSign(FieldElement<BaseField<P256>>.FromBigInteger(inputs.Below(FieldElement<BaseField<P256>>.Modulus)), round);
            CheckSign(FieldElement<BaseField<Bn254>>.FromBigInteger(inputs.Below(FieldElement<BaseField<Bn254>>.Modulus)), round);
        }
    }

    /// <summary>c1 to c4 by their definitions in RFC 9380, appendix F.1, with Z found as appendix H.1 says.</summary>
    [Fact]
    public void The_constants_of_the_BN254_map_follow_from_the_curve()
    {
        BigInteger p = FieldElement<BaseField<Bn254>>.Modulus;
        BigInteger z = FindZ(p);
        Assert.Equal(BigInteger.One, z);
        Assert.Equal((BigInteger.Pow(z, 3) + 3) % p, ShallueVanDeWoestijneMap<Bn254>.C1.ToBigInteger());
        Assert.Equal(p - z, ShallueVanDeWoestijneMap<Bn254>.C2.ToBigInteger() * 2 % p);
        BigInteger c3 = ShallueVanDeWoestijneMap<Bn254>.C3.ToBigInteger();
        Assert.Equal(p - 12, c3 * c3 % p);
        Assert.True(c3.IsEven);
        Assert.Equal(p - 16, ShallueVanDeWoestijneMap<Bn254>.C4.ToBigInteger() * 3 % p);
    }

    /// <summary>Attack 24: whoever knew log_G(H) could open a Pedersen commitment to any value.</summary>
    [Fact]
    public void Attack24_SecondGeneratorsComeFromHashToCurve()
    {
        byte[] tag = Encoding.ASCII.GetBytes($"AuditNode-V01-generators-with-{P256.HashToCurveSuite}");
        GroupElement<P256> h = HashToCurve.Hash<P256>("H"u8, tag);
        Assert.Equal(h, HashToCurve.Hash<P256>("H"u8, tag));
        Assert.NotEqual(h, HashToCurve.Hash<P256>("H1"u8, tag));
        Assert.NotEqual(h, HashToCurve.Hash<P256>("H"u8, [.. tag, 0]));
        // Try-and-multiply, by which the dealer would know the logarithm, gives something else for the same bytes.
        (FieldElement<BaseField<P256>> u, _) = HashToCurve.HashToField<P256>("H"u8, tag);
        Assert.NotEqual(h, GroupElement<P256>.Generator * Scalar<P256>.FromBigInteger(u.ToBigInteger() % Scalar<P256>.Order));
    }

    private static void Check<TCurve>(string file, int index)
        where TCurve : struct, ICurve
    {
        var vectors = EmbeddedVectors.Read<HashToCurveVectors>(file);
        Assert.Equal(TCurve.HashToCurveSuite, vectors.Suite);
        Assert.Equal(5, vectors.Vectors.Length);
        HashToCurveVector vector = vectors.Vectors[index];
        byte[] message = Encoding.ASCII.GetBytes(vector.Message);
        byte[] tag = Encoding.ASCII.GetBytes(vectors.DomainSeparationTag);
        var (u0, u1) = HashToCurve.HashToField<TCurve>(message, tag);
        Assert.Equal(VectorPoint.Number(vector.U0), u0.ToBigInteger());
        Assert.Equal(VectorPoint.Number(vector.U1), u1.ToBigInteger());
        Assert.Equal(vector.Q0.Coordinates, AffineCoordinates.Of(HashToCurve.Map(u0)));
        Assert.Equal(vector.Q1.Coordinates, AffineCoordinates.Of(HashToCurve.Map(u1)));
        Assert.Equal(vector.P.Coordinates, AffineCoordinates.Of(HashToCurve.Hash<TCurve>(message, tag)));
    }

    private static bool IsOnCurve<TCurve>(in GroupElement<TCurve> element)
        where TCurve : struct, ICurve => GroupElement<TCurve>.TryRead(element.ToBytes(), out GroupElement<TCurve> read) && read == element;

    private static void CheckSign<TCurve>(in FieldElement<BaseField<TCurve>> u, int round)
        where TCurve : struct, ICurve
    {
        GroupElement<TCurve> element = HashToCurve.Map(u);
        Assert.True(IsOnCurve(element), TestSeed.Describe(round));
        Assert.True(u.ToBigInteger().IsEven == AffineCoordinates.Of(element).Y.IsEven, TestSeed.Describe(round));
    }

    private static BigInteger FindZ(BigInteger p)
    {
        for (BigInteger counter = 1; ; counter++)
        {
            foreach (BigInteger z in new[] { counter, p - counter })
            {
                BigInteger g = ((z * z * z) + 3) % p;
                if (g.IsZero) continue;
                BigInteger h = (p - (3 * z * z % p)) * BigInteger.ModPow(4 * g, p - 2, p) % p;
                if (h.IsZero || !IsSquare(h, p)) continue;
                BigInteger x = (p - z) * ((p + 1) / 2) % p;
                if (IsSquare(g, p) || IsSquare(((x * x * x) + 3) % p, p)) return z;
            }
        }
    }

    private static bool IsSquare(BigInteger value, BigInteger p) => value.IsZero || BigInteger.ModPow(value, (p - 1) / 2, p).IsOne;
}
