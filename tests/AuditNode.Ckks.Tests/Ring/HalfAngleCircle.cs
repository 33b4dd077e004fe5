using System.Numerics;

namespace AuditNode.Ckks.Tests.Ring;

/// <summary>
/// The unit circle another way, in 256-bit fixed point: half-angle square roots down from a quarter turn, then powers of the
/// smallest rotation.
/// </summary>
internal static class HalfAngleCircle
{
    internal const int Bits = 256;

    internal static IEnumerable<(BigInteger Cosine, BigInteger Sine)> Points(int order)
    {
        var one = BigInteger.One << Bits;
        var (cosine, sine) = (BigInteger.Zero, one);
        for (var reached = 4; reached < order; reached *= 2)
        {
            sine = SquareRoot((one - cosine) << (Bits - 1));
            cosine = SquareRoot((one + cosine) << (Bits - 1));
        }

        var (x, y) = (one, BigInteger.Zero);
        for (var k = 0; k < order; k++)
        {
            yield return (x, y);
            (x, y) = ((x * cosine - y * sine) >> Bits, (x * sine + y * cosine) >> Bits);
        }
    }

    /// <summary>|value - exact| in units of 2^-53.</summary>
    internal static double Distance(double value, BigInteger exact)
    {
        var difference = (BigInteger)Math.ScaleB(value, Bits) - exact;
        return (double)BigInteger.Abs(difference >> (Bits - 80)) / (1L << 27);
    }

    private static BigInteger SquareRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
