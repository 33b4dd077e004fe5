using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>
/// Mironov, On significance of the least significant bits for differential privacy, CCS 2012: floating-point noise reaches different doubles from
/// neighbouring values, so an output can rule one of them out.
/// </summary>
public class Attack12_LeastSignificantBitsTests
{
    private const int Count = 40_000;

    [Fact]
    public void Attack12_Floating_point_noise_tells_neighbours_apart()
    {
        // What must not be done: uniform doubles scaled to noise. Sums with 1 are multiples of 2^-53, so any other output means a value of 0.
        using RandomStream random = FixedStream.Open("attack 12 doubles");
        int certain = 0;
        for (int i = 0; i < Count; i++)
        {
            double noise = double.Log(FixedStream.NextUnit(random) + Math.ScaleB(1, -60)) * (FixedStream.NextUnit(random) < 0.5 ? -1 : 1);
            double released = 0 + noise;
            if (released != released + 1 - 1) certain++;
        }

        Assert.InRange(certain, Count / 10, Count);
    }

    [Fact]
    public void Attack12_Integer_noise_reaches_the_same_integers_from_neighbouring_values()
    {
        const int Neighbour = 1, Reach = 6;
        HashSet<BigInteger> first = Support(0, "first", Reach), second = Support(Neighbour, "second", Reach);
        Assert.Equal(2 * Reach + 1, first.Count);
        Assert.True(first.SetEquals(second));
    }

    [Fact]
    public void Attack12_The_likelihood_ratio_of_every_output_is_the_exact_one()
    {
        // ln of the ratio of P[y | 0] to P[y | 1] is (1 - 2 y) / (2 sigma^2), for every integer y: no output is conclusive.
        const double Variance = 9;
        var counts = new int[2, 9];
        for (int value = 0; value <= 1; value++)
        {
            using RandomStream random = FixedStream.Open("attack 12 ratio", (ulong)value);
            for (int i = 0; i < 4 * Count; i++)
            {
                var y = (int)(value + ExactDiscreteGaussian.Sample(random, 9, 1));
                if (Math.Abs(y) <= 4) counts[value, y + 4]++;
            }
        }

        for (int y = -4; y <= 4; y++)
        {
            double expected = (1 - 2 * y) / (2 * Variance), deviation = Math.Sqrt(1.0 / counts[0, y + 4] + 1.0 / counts[1, y + 4]);
            Assert.InRange(double.Log((double)counts[0, y + 4] / counts[1, y + 4]), expected - 5 * deviation, expected + 5 * deviation);
        }
    }

    private static HashSet<BigInteger> Support(int value, string domain, int reach)
    {
        using RandomStream random = FixedStream.Open("attack 12 " + domain);
        var seen = new HashSet<BigInteger>();
        for (int i = 0; i < 3 * Count; i++)
        {
            BigInteger y = value + ExactDiscreteGaussian.Sample(random, 4, 1);
            if (BigInteger.Abs(y) <= reach) seen.Add(y);
        }

        return seen;
    }
}
