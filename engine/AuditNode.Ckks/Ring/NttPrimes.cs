namespace AuditNode.Ckks.Ring;

/// <summary>Finds primes p = 1 mod 2N, over which the negacyclic transform of degree N exists.</summary>
public static class NttPrimes
{
    /// <summary>
    /// One prime for each requested bit count: for every size the largest ones below 2^bits, handed out from the largest
    /// unused downwards in the order of the request reversed within a size, exactly as SEAL's <c>CoeffModulus::Create</c> does.
    /// </summary>
    /// <param name="degree">N, a power of two.</param>
    /// <param name="bitCounts">Bit count of each prime, 20 to 50.</param>
    /// <returns>Distinct primes in the order of the request.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bit count is out of range, or there are too few primes of a size.</exception>
    public static ulong[] Create(int degree, ReadOnlySpan<int> bitCounts)
    {
        var bySize = new Dictionary<int, Stack<ulong>>();
        foreach (int bits in bitCounts)
        {
            if (!bySize.ContainsKey(bits))
            {
                // A stack of the largest `count` primes: popping hands out the smallest of them first, as SEAL does.
                bySize[bits] = new Stack<ulong>(Descending(degree, bits, bitCounts.Count(bits), []));
            }
        }

        var primes = new ulong[bitCounts.Length];
        for (int i = 0; i < primes.Length; i++) primes[i] = bySize[bitCounts[i]].Pop();
        return primes;
    }

    /// <summary>The largest <paramref name="count"/> primes of exactly <paramref name="bits"/> bits, descending.</summary>
    /// <param name="degree">N, a power of two.</param>
    /// <param name="bits">Bit count, 20 to 50.</param>
    /// <param name="count">How many.</param>
    /// <param name="exclude">Primes that are in use already.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range, or there are too few primes of that size.</exception>
    public static ulong[] Descending(int degree, int bits, int count, ReadOnlySpan<ulong> exclude)
    {
        if (bits is < Modulus.MinimumBitCount or > Modulus.MaximumBitCount)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits,
                $"Primes must have {Modulus.MinimumBitCount} to {Modulus.MaximumBitCount} bits.");
        }

        if (degree < 2 || !System.Numerics.BitOperations.IsPow2(degree))
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, "The ring degree must be a power of two.");
        }

        ulong step = 2UL * (ulong)degree, low = 1UL << (bits - 1);
        var primes = new List<ulong>(count);
        for (ulong p = (1UL << bits) - step + 1; primes.Count < count; p -= step)
        {
            if (p <= low || p > 1UL << bits)
            {
                throw new ArgumentOutOfRangeException(nameof(count), count,
                    $"Only {primes.Count} unused {bits}-bit primes are 1 modulo {step}; ask for fewer, or for another size.");
            }

            if (!exclude.Contains(p) && ModularArithmetic.IsPrime(p)) primes.Add(p);
        }

        return [.. primes];
    }
}
