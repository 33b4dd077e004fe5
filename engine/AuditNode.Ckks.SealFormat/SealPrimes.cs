namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// The primes that SEAL picks for given bit sizes, so that both sides can agree on a modulus chain by its sizes alone.
/// Source: SEAL 4.1 <c>CoeffModulus::Create</c> and <c>get_primes</c>.
/// </summary>
public static class SealPrimes
{
    /// <summary>The smallest prime SEAL lets a user ask for, in bits.</summary>
    public const int MinBitSize = 2;

    /// <summary>The largest prime SEAL lets a user ask for, in bits.</summary>
    public const int MaxBitSize = 60;

    /// <summary>
    /// Returns one prime p = 1 (mod 2N) for each bit size, as SEAL does: of the m primes needed of one size, SEAL takes the m
    /// largest below 2^bits and hands them out from the smallest to the largest, in the order of <paramref name="bitSizes"/>.
    /// </summary>
    /// <param name="degree">The polynomial degree N: a power of two from 1024 to 32768.</param>
    /// <param name="bitSizes">1 to 256 sizes of 2 to 60 bits; the last one is that of the special prime.</param>
    /// <exception cref="SealFormatException">
    /// The degree, the number of sizes or a size is out of range, or there are not enough primes of a size.
    /// </exception>
    public static ulong[] Create(int degree, ReadOnlySpan<int> bitSizes)
    {
        SealParameters.CheckDegree((ulong)degree);
        SealParameters.CheckPrimeCount((ulong)bitSizes.Length);
        for (var i = 0; i < bitSizes.Length; i++)
            if (bitSizes[i] is < MinBitSize or > MaxBitSize)
                throw new SealFormatException(
                    $"bitSizes[{i}]", $"{bitSizes[i]} bits", $"{MinBitSize} to {MaxBitSize}", "Choose a size in this range.");

        var unused = new Dictionary<int, Stack<ulong>>();
        foreach (var bits in bitSizes)
            if (!unused.ContainsKey(bits))
                unused[bits] = Largest(degree, bits, bitSizes.Count(bits));

        var primes = new ulong[bitSizes.Length];
        for (var i = 0; i < primes.Length; i++)
            primes[i] = unused[bitSizes[i]].Pop();
        return primes;
    }

    private static Stack<ulong> Largest(int degree, int bits, int count)
    {
        var step = 2 * (ulong)degree;
        var found = new Stack<ulong>(count);
        for (var candidate = (((1UL << bits) - 1) / step * step) + 1; candidate > 1UL << (bits - 1); candidate -= step)
        {
            if (!PrimalityTest.IsPrime(candidate))
                continue;
            found.Push(candidate);
            if (found.Count == count)
                return found;
        }

        throw new SealFormatException(
            "bitSizes",
            $"{count} primes of {bits} bits asked for and {found.Count} that are 1 modulo {step}",
            "no more than there are",
            "Choose a larger bit size, or fewer primes of this size.");
    }
}
