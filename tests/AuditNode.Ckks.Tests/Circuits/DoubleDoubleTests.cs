using System.Numerics;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class DoubleDoubleTests
{
    [Fact]
    public void Operations_keep_a_hundred_bits()
    {
        var random = new SplitMix64(13);
        for (var i = 0; i < 2000; i++)
        {
            var a = Next(random);
            var b = Next(random);
            AssertClose(Exact(a) + Exact(b), Exact(a + b));
            AssertClose(Exact(a) - Exact(b), Exact(a - b));
            AssertClose(Exact(a) * Exact(b) >> Bits, Exact(a * b));
            AssertClose((Exact(a) << Bits) / Exact(b), Exact(a / b), Exact(a / b) >> 100);
        }
    }

    private const int Bits = 400;

    private static DoubleDouble Next(SplitMix64 random) => (DoubleDouble)random.NextSigned() + Math.ScaleB(random.NextSigned(), -60);

    private static BigInteger Exact(DoubleDouble value)
        => new BigInteger(Math.ScaleB(value.High, Bits)) + new BigInteger(Math.ScaleB(value.Low, Bits));

    private static void AssertClose(BigInteger expected, BigInteger actual, BigInteger? tolerance = null)
        => Assert.True(
            BigInteger.Abs(expected - actual) <= BigInteger.Abs(tolerance ?? BigInteger.One << (Bits - 100)) + 1,
            $"{expected} and {actual} in units of 2^-{Bits}");
}
