using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Chooses the special primes, whose product P key switching divides by.</summary>
public static class SpecialPrimes
{
    private const int PreferredBits = 48; // larger ones would need more reductions in the transforms

    /// <summary>
    /// Appends as few primes as possible, of at most 48 bits where that is enough, to make P just larger than the largest digit.
    /// </summary>
    /// <param name="degree">N, a power of two.</param>
    /// <param name="ciphertextPrimes">Primes of the ciphertexts, at least one.</param>
    /// <param name="digitSize">Ciphertext primes in a digit, at least 1.</param>
    /// <param name="given">Special primes that are there already, first ones of the result; may be empty.</param>
    /// <returns>The given primes and the new ones, if any.</returns>
    /// <exception cref="RlweParameterException">The digit size is out of range, or no primes of at most 50 bits are enough.</exception>
    public static ulong[] Complete(int degree, ReadOnlySpan<ulong> ciphertextPrimes, int digitSize, ReadOnlySpan<ulong> given)
    {
        if (digitSize < 1) throw new RlweParameterException(nameof(digitSize), $"The digit size is {digitSize}, but must be at least 1.");
        BigInteger largest = ciphertextPrimes.ToArray().Chunk(digitSize).Max(digit => RlweParameters.Product(digit));
        BigInteger present = RlweParameters.Product(given);
        if (present > largest) return given.ToArray();

        ulong[] used = [.. ciphertextPrimes, .. given];
        int missingBits = (int)(largest / present).GetBitLength(), count = (missingBits + PreferredBits - 1) / PreferredBits;
        for (int bits = Math.Max((missingBits + count - 1) / count, Modulus.MinimumBitCount); bits <= Modulus.MaximumBitCount; bits++)
        {
            ulong[]? added = TryFind(degree, bits, count, used);
            if (added is not null && present * RlweParameters.Product(added) > largest) return [.. given, .. added];
        }

        throw new RlweParameterException("modulus",
            $"No {count} special primes of at most {Modulus.MaximumBitCount} bits have a product above the largest digit " +
            $"of {largest.GetBitLength()} bits; choose smaller digits.");
    }

    /// <summary>The largest primes of a size, or null where there are too few: of 20 bits, a large degree has hardly any.</summary>
    private static ulong[]? TryFind(int degree, int bits, int count, ulong[] used)
    {
        try
        {
            return NttPrimes.Descending(degree, bits, count, used);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
