using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class CurveParameterTests
{
    [Fact]
    public void P256_has_the_parameters_of_the_platform()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECCurve curve = key.ExportExplicitParameters(includePrivateParameters: false).Curve;
        Assert.Equal(Number(curve.Prime!), FieldElement<BaseField<P256>>.Modulus);
        Assert.Equal(Number(curve.Order!), Scalar<P256>.Order);
        Assert.Equal(Number(curve.A!), CurveConstants<P256>.A.ToBigInteger());
        Assert.Equal(Number(curve.B!), CurveConstants<P256>.B.ToBigInteger());
        Assert.Equal((Number(curve.G.X!), Number(curve.G.Y!)), AffineCoordinates.Of(GroupElement<P256>.Generator));
    }

    [Fact]
    public void Bn254_has_the_parameters_that_follow_from_u()
    {
        BigInteger u = 4965661367192848881;
        BigInteger high = (36 * BigInteger.Pow(u, 4)) + (36 * BigInteger.Pow(u, 3));
        Assert.Equal(high + (24 * u * u) + (6 * u) + 1, FieldElement<BaseField<Bn254>>.Modulus);
        Assert.Equal(high + (18 * u * u) + (6 * u) + 1, Scalar<Bn254>.Order);
        Assert.Equal((1, 2), AffineCoordinates.Of(GroupElement<Bn254>.Generator));
    }

    [Fact]
    public void Elements_take_33_bytes_on_P256_and_64_bytes_on_Bn254()
    {
        Assert.Equal(33, GroupElement<P256>.ByteCount);
        Assert.Equal(64, GroupElement<Bn254>.ByteCount);
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
