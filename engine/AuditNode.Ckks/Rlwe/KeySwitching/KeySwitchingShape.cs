using System.Numerics;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>
/// How ciphertexts of up to m limbs are decomposed: the size of a digit, and the special primes, which are the last primes of the
/// basis. Below the top level the primes that the ciphertext has lost serve as further special primes, so digits can be larger and
/// fewer at the same total modulus, and so at the same security.
/// </summary>
/// <param name="LimbCount">m: most limbs of a ciphertext.</param>
/// <param name="DigitSize">Ciphertext primes in a digit.</param>
/// <param name="SpecialStart">Index in the basis of the first special prime, at least m; the others follow it.</param>
/// <param name="SpecialCount">Number of special primes.</param>
internal sealed record KeySwitchingShape(int LimbCount, int DigitSize, int SpecialStart, int SpecialCount)
{
    /// <summary>Most primes on either side of a conversion for which its sums need no reduction.</summary>
    private const int PreferredPrimes = 7;

    /// <summary>Number of digits of a ciphertext of m limbs.</summary>
    public int DigitCount => (LimbCount + DigitSize - 1) / DigitSize;

    /// <summary>The parameters' own shape at the top, else the one with the fewest transforms; depends on the parameters only.</summary>
    public static KeySwitchingShape Choose(RlweParameters parameters, int limbs)
    {
        int top = parameters.CiphertextPrimes.Length, count = top + parameters.SpecialPrimes.Length;
        var best = new KeySwitchingShape(limbs, parameters.DigitSize, top, parameters.SpecialPrimes.Length);
        if (limbs == top) return best;
        ulong[] primes = [.. parameters.CiphertextPrimes, .. parameters.SpecialPrimes];
        for (int size = 1; size <= Math.Min(limbs, PreferredPrimes); size++)
        {
            BigInteger digit = primes[..limbs].Chunk(size).Max(d => RlweParameters.Product(d)), special = BigInteger.One;
            int start = count;
            while (special < digit && start > limbs) special *= primes[--start];
            // One place is left for the prime that a rescaling divides by as well.
            if (special < digit || count - start > PreferredPrimes - 1) break;
            var shape = new KeySwitchingShape(limbs, size, start, count - start);
            if (shape.TransformCount() < best.TransformCount()) best = shape;
        }

        return best;
    }

    /// <summary>Whether the key of this shape has a limb for a prime.</summary>
    public bool Contains(int prime) => prime < LimbCount || prime >= SpecialStart;

    /// <summary>Transforms of a relinearisation with rescaling.</summary>
    private int TransformCount() => DigitCount * (LimbCount + SpecialCount) + 2 * (SpecialCount + LimbCount);
}
