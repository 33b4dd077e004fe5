using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Rlwe;

public class ParameterTests
{
    /// <summary>Attack 10: log2(QP) above the table of the Homomorphic Encryption Standard, table 1.</summary>
    [Theory]
    [InlineData(1024, 27)]
    [InlineData(2048, 54)]
    [InlineData(4096, 109)]
    [InlineData(8192, 218)]
    [InlineData(16384, 438)]
    [InlineData(32768, 881)]
    public void Weak_parameters_are_refused(int degree, int maximumBits)
    {
        Assert.Equal(maximumBits, SecurityStandard.MaximumModulusBits(degree));
        // One prime more than fits. Degree 1024 has no room for the two primes of 20 bits that are the least there can be.
        int bits = degree switch { 1024 => 20, 2048 => 28, _ => 36 };
        ulong[] primes = NttPrimes.Descending(degree, bits, maximumBits / bits + 1, []);
        var error = Assert.Throws<RlweParameterException>(() => new RlweParameters(degree, primes[1..], primes[..1], 1));
        Assert.Equal("modulus", error.Field);
        Assert.Contains($"at most {maximumBits}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{RlweParameters.Product(primes).GetBitLength()} bits", error.Message, StringComparison.Ordinal);
        if (primes.Length > 2) Assert.True(new RlweParameters(degree, primes[2..], primes[..1], 1).ModulusBits <= maximumBits);
    }

    [Fact]
    public void One_bit_too_many_is_too_many()
    {
        // 37 + 36 + 36 bits are 109, and 38 + 36 + 36 are 110.
        ulong[] q = NttPrimes.Descending(4096, 36, 2, []);
        Assert.Equal(109, new RlweParameters(4096, q, NttPrimes.Descending(4096, 37, 1, []), 1).ModulusBits);
        Assert.Throws<RlweParameterException>(() => new RlweParameters(4096, q, NttPrimes.Descending(4096, 38, 1, []), 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    [InlineData(65536)]
    [InlineData(5000)]
    [InlineData(-4096)]
    public void Degrees_that_the_standard_does_not_tabulate_are_refused(int degree)
    {
        Assert.Equal("degree", Assert.Throws<RlweParameterException>(() => SecurityStandard.MaximumModulusBits(degree)).Field);
        Assert.Equal("degree", Assert.Throws<RlweParameterException>(() => CkksParameters.Create(degree, 30, 30, 1)).Field);
    }

    [Fact]
    public void Primes_that_are_composite_unsuitable_repeated_or_missing_are_refused()
    {
        ulong[] q = NttPrimes.Descending(4096, 30, 2, []), p = NttPrimes.Descending(4096, 31, 1, []);
        Refused("primes", [q[0], (1UL << 30) + 8193 * 3], p); // no prime, or not 1 modulo 8192
        Refused("primes", [q[0], 1000003], p); // prime
        Refused("primes", [q[0], 0], p);
        Refused("primes", [q[0], 40961], p); // a prime that is 1 modulo 8192, of 16 bits
        Refused("primes", [q[0], q[0]], p);
        Refused("primes", q, [q[1]]);
        Refused(nameof(RlweParameters.CiphertextPrimes), [], p);
        Refused(nameof(RlweParameters.SpecialPrimes), q, []);
        Refused("digitSize", q, p, digitSize: 0);
        Refused("digitSize", q, p, digitSize: 10);
    }

    [Fact]
    public void Special_primes_smaller_than_a_digit_are_refused()
    {
        ulong[] q = NttPrimes.Descending(4096, 30, 2, []);
        Refused("specialPrimes", q, NttPrimes.Descending(4096, 29, 1, []));
        Refused("specialPrimes", q, NttPrimes.Descending(4096, 40, 1, []), digitSize: 2);
    }

    [Theory]
    [InlineData(4096, 36, 30, 1, 0, "digitSize")]
    [InlineData(4096, 36, 30, 1, -3, "digitSize")]
    [InlineData(4096, 36, 30, 1, 10, "digitSize")]
    [InlineData(4096, 36, 30, 1, 1000, "digitSize")]
    [InlineData(4096, 36, 30, -1, null, "levels")]
    [InlineData(4096, 36, 30, 32, null, "levels")]
    [InlineData(4096, 51, 30, 1, null, "firstPrimeBits")]
    [InlineData(4096, 36, 19, 1, null, "scaleBits")]
    [InlineData(4096, 36, 30, 3, null, "modulus")]
    [InlineData(32768, 20, 20, 20, null, "primes")] // there are not that many 20-bit primes that are 1 modulo 65536
    [InlineData(1024, 20, 20, 0, null, "modulus")]
    public void Creation_names_what_is_out_of_range(int degree, int first, int scale, int levels, int? digitSize, string field) =>
        Assert.Equal(field, Assert.Throws<RlweParameterException>(() => CkksParameters.Create(degree, first, scale, levels, digitSize)).Field);

    [Fact]
    public void Creation_takes_larger_special_primes_where_those_of_the_size_are_used_up()
    {
        int available = 0;
        for (ulong p = 1 + (1UL << 19); p < 1UL << 20; p += 1UL << 15) available += ModularArithmetic.IsPrime(p) ? 1 : 0;
        CkksParameters parameters = CkksParameters.Create(16384, 20, 20, available - 1, digitSize: 1);
        Assert.True(parameters.Rlwe.SpecialPrimes[0] > 1UL << 20);
    }

    [Fact]
    public void Parameters_are_equal_when_all_values_are()
    {
        RlweParameters a = CkksParameters.Create(4096, 36, 30, 1).Rlwe, b = CkksParameters.Create(4096, 36, 30, 1).Rlwe;
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, CkksParameters.Create(4096, 36, 31, 1).Rlwe);
        Assert.NotEqual(a, new RlweParameters(4096, a.CiphertextPrimes, NttPrimes.Descending(4096, 38, 1, []), a.DigitSize));
    }

    private static void Refused(string field, ulong[] ciphertextPrimes, ulong[] specialPrimes, int digitSize = 1) =>
        Assert.Equal(field, Assert.Throws<RlweParameterException>(() => new RlweParameters(4096, ciphertextPrimes, specialPrimes, digitSize)).Field);
}
