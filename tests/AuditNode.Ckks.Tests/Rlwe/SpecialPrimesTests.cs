using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Rlwe;

public class SpecialPrimesTests
{
    private const int Degree = 16384;
    private static readonly ulong[] Primes = NttPrimes.Create(Degree, [50, 40, 40, 40]);
    private static readonly ulong[] Given = NttPrimes.Descending(Degree, 50, 1, Primes);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    public void Their_product_exceeds_every_digit_with_as_few_primes_as_possible(int digitSize, int count)
    {
        ulong[] special = SpecialPrimes.Complete(Degree, Primes, digitSize, []);
        Assert.Equal(count, special.Length);
        BigInteger largest = Primes.Chunk(digitSize).Max(digit => RlweParameters.Product(digit));
        Assert.True(RlweParameters.Product(special) > largest);
        Assert.Empty(special.Intersect(Primes));
    }

    [Fact]
    public void Given_primes_that_are_enough_stay_alone()
    {
        ulong[] smaller = NttPrimes.Create(Degree, [45, 40, 40]);
        Assert.Equal(Given, SpecialPrimes.Complete(Degree, smaller, 1, Given));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    public void Given_primes_come_first_and_are_completed(int digitSize, int count)
    {
        ulong[] special = SpecialPrimes.Complete(Degree, Primes, digitSize, Given);
        Assert.Equal(count, special.Length);
        Assert.Equal(Given[0], special[0]);
        Assert.Equal(special.Length, special.Distinct().Count());
        Assert.True(RlweParameters.Product(special) > Primes.Chunk(digitSize).Max(digit => RlweParameters.Product(digit)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_digit_without_primes_is_refused(int digitSize) =>
        Assert.Equal("digitSize", Assert.Throws<RlweParameterException>(() => SpecialPrimes.Complete(Degree, Primes, digitSize, [])).Field);
}
