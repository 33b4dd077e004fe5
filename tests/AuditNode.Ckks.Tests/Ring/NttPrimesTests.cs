using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class NttPrimesTests
{
    [Theory]
    [InlineData(1024, 20, 3)]
    [InlineData(4096, 32, 5)]
    [InlineData(8192, 34, 5)]
    [InlineData(32768, 50, 32)]
    public void Descending_primes_are_the_largest_suitable_ones(int degree, int bits, int count)
    {
        ulong[] primes = NttPrimes.Descending(degree, bits, count, []);
        var expected = new List<ulong>();
        for (ulong p = (1UL << bits) - 1; expected.Count < count; p -= 2)
        {
            if (p % (2 * (ulong)degree) == 1 && ModularArithmetic.IsPrime(p)) expected.Add(p);
        }

        Assert.Equal(expected, primes);
        Assert.All(primes, p => Assert.Equal(bits, 64 - System.Numerics.BitOperations.LeadingZeroCount(p)));
    }

    [Fact]
    public void Primes_in_use_are_left_out()
    {
        ulong[] all = NttPrimes.Descending(4096, 34, 5, []);
        Assert.Equal([all[1], all[3], all[4]], NttPrimes.Descending(4096, 34, 3, [all[0], all[2]]));
    }

    [Fact]
    public void Primes_of_one_size_are_handed_out_from_the_smallest_of_the_largest_up()
    {
        // The order of SEAL 4.1's CoeffModulus::Create: https://github.com/microsoft/SEAL/blob/v4.1.1/native/src/seal/modulus.cpp
        ulong[] large = NttPrimes.Descending(8192, 50, 2, []), small = NttPrimes.Descending(8192, 40, 2, []);
        Assert.Equal([large[1], small[1], small[0], large[0]], NttPrimes.Create(8192, [50, 40, 40, 50]));
    }

    [Theory]
    [InlineData(4096, 19, 1)]
    [InlineData(4096, 51, 1)]
    [InlineData(4095, 30, 1)]
    [InlineData(1, 30, 1)]
    [InlineData(0, 30, 1)]
    [InlineData(-4096, 30, 1)]
    [InlineData(65536, 20, 5)]
    [InlineData(1 << 20, 20, 1)]
    public void Sizes_out_of_range_and_too_many_primes_are_refused(int degree, int bits, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NttPrimes.Descending(degree, bits, count, []));
}
