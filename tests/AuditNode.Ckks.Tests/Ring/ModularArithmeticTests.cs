using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class ModularArithmeticTests
{
    [Fact]
    public void Primality_agrees_with_a_sieve()
    {
        const int Limit = 100_000;
        var composite = new bool[Limit];
        for (int i = 2; i < Limit; i++)
        {
            for (int j = 2 * i; !composite[i] && j < Limit; j += i) composite[j] = true;
            Assert.Equal(!composite[i], ModularArithmetic.IsPrime((ulong)i));
        }
    }

    [Theory]
    [InlineData(0UL, false)]
    [InlineData(1UL, false)]
    [InlineData(3215031751UL, false)] // a strong pseudoprime to the bases 2, 3, 5 and 7: https://oeis.org/A014233
    [InlineData(3825123056546413051UL, false)] // to the first nine prime bases, same source
    [InlineData(18446744073709551557UL, true)] // the largest prime below 2^64: https://oeis.org/A014234
    [InlineData(18446744073709551615UL, false)]
    [InlineData(1125899906842597UL, true)] // 2^50 - 27: https://oeis.org/A013603
    public void Primality_of_64_bit_numbers(ulong n, bool prime) => Assert.Equal(prime, ModularArithmetic.IsPrime(n));

    [Theory]
    [InlineData(20)]
    [InlineData(34)]
    [InlineData(50)]
    public void Inverses_and_powers_satisfy_their_equations(int bits)
    {
        foreach (ulong p in NttPrimes.Descending(256, bits, 3, []))
        {
            foreach (ulong a in TestVectors.Residues(50, p - 1, seed: p).Select(r => r + 1))
            {
                Assert.Equal(1UL, ModularArithmetic.Multiply(a, ModularArithmetic.Inverse(a, p), p));
                Assert.Equal(1UL, ModularArithmetic.Power(a, p - 1, p));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => ModularArithmetic.Inverse(0, p));
            Assert.Throws<ArgumentOutOfRangeException>(() => ModularArithmetic.Inverse(2 * p, p));
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(2048)]
    public void The_minimal_primitive_root_is_primitive_and_no_other_is_smaller(int order)
    {
        ulong p = NttPrimes.Descending(order / 2, 24, 1, [])[0];
        ulong root = ModularArithmetic.MinimalPrimitiveRoot((ulong)order, p);
        Assert.Equal(p - 1, ModularArithmetic.Power(root, (ulong)order / 2, p));
        for (ulong r = 2; r < root; r++) Assert.NotEqual(p - 1, ModularArithmetic.Power(r, (ulong)order / 2, p));
    }

    [Fact]
    public void Orders_without_a_root_are_refused()
    {
        ulong p = NttPrimes.Descending(256, 30, 1, [])[0];
        Assert.Throws<ArgumentOutOfRangeException>(() => ModularArithmetic.MinimalPrimitiveRoot(1UL << 40, p));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModularArithmetic.MinimalPrimitiveRoot(3, p));
    }
}
