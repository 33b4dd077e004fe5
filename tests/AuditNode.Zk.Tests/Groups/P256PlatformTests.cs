using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

/// <summary>Multiples of P-256's generator against the public keys that the platform's ECDSA derives from the same scalars.</summary>
public class P256PlatformTests
{
    [Fact]
    public void Multiples_of_the_generator_are_the_public_keys_of_the_platform()
    {
        BigInteger n = Scalar<P256>.Order;
        var inputs = new TestInputs(50);
        BigInteger[] scalars =
        [
            1, 2, 3, 7, 8, 9, 15, 16, 17, n - 1, n - 2, n - 8, n / 2, (n / 2) + 1, BigInteger.One << 255, (BigInteger.One << 255) - 1,
            .. Enumerable.Range(0, 40).Select(_ => inputs.Below(n - 1) + 1),
        ];
        Assert.All(scalars, scalar =>
        {
            Scalar<P256> secret = Scalar<P256>.FromBigInteger(scalar);
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret.ToBytes() });
            ECPoint expected = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] compressed = [(byte)(2 + (expected.Y![^1] & 1)), .. expected.X!];
            Assert.Equal(compressed, GroupElement<P256>.MultiplyGenerator(secret).ToBytes());
            Assert.Equal(compressed, (GroupElement<P256>.Generator * secret).ToBytes());
        });
    }
}
