using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>Ring-LWE parameters with the scale at which CKKS encodes by default.</summary>
/// <param name="Rlwe">Degree, primes and digits, checked for 128-bit security.</param>
/// <param name="DefaultScale">Factor from reals to integers, at least 1; usually a power of two near the primes.</param>
public sealed record CkksParameters(RlweParameters Rlwe, double DefaultScale)
{
    /// <summary>Factor from reals to integers.</summary>
    public double DefaultScale { get; } = double.IsFinite(DefaultScale) && DefaultScale >= 1
        ? DefaultScale
        : throw new RlweParameterException("scale", $"The scale is {DefaultScale}, but must be finite and at least 1.");

    /// <summary>Number of complex or real values in a ciphertext: N/2.</summary>
    public int SlotCount => Rlwe.Degree / 2;

    /// <summary>
    /// Chooses primes: one of <paramref name="firstPrimeBits"/>, then one of <paramref name="scaleBits"/> for each level, and as few
    /// digits as the security of the degree leaves room for.
    /// </summary>
    /// <param name="degree">N: power of two from 1024 to 32768.</param>
    /// <param name="firstPrimeBits">
    /// Bits of q_0, 20 to 50: at least the scale's bits and the bits of the largest decrypted value, and one for the sign.
    /// </param>
    /// <param name="scaleBits">Bits of the other primes, 20 to 50, and of the scale.</param>
    /// <param name="levels">Number of rescalings, 0 to 31.</param>
    /// <param name="digitSize">Primes in a digit of key switching; by default chosen for the fewest digits, three at least where there are levels for it.</param>
    /// <exception cref="RlweParameterException">A value is out of range, or nothing of 128-bit security fits.</exception>
    public static CkksParameters Create(int degree, int firstPrimeBits, int scaleBits, int levels, int? digitSize = null)
    {
        _ = SecurityStandard.MaximumModulusBits(degree); // refuses a degree outside the table before primes are searched
        if (levels is < 0 or > 31) throw new RlweParameterException(nameof(levels), $"{levels} levels were asked for, but 0 to 31 are possible.");
        CheckBits(nameof(firstPrimeBits), firstPrimeBits);
        CheckBits(nameof(scaleBits), scaleBits);
        int limbs = levels + 1;
        ulong[] primes = FindPrimes(degree, [firstPrimeBits, .. Enumerable.Repeat(scaleBits, levels)]);
        RlweParameterException? failure = null;
        int largest = digitSize ?? Math.Clamp((limbs + 2) / 3, 1, BasisConverter.MaximumSourcePrimes - 1);
        for (int size = largest; size >= (digitSize ?? 1); size--)
        {
            try
            {
                ulong[] special = SpecialPrimes.Complete(degree, primes, size, []);
                return new CkksParameters(new RlweParameters(degree, primes, special, size), Math.ScaleB(1.0, scaleBits));
            }
            catch (RlweParameterException e)
            {
                failure = e;
            }
        }

        throw failure!;
    }

    private static ulong[] FindPrimes(int degree, ReadOnlySpan<int> bits)
    {
        try
        {
            return NttPrimes.Create(degree, bits);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new RlweParameterException("primes", e.Message);
        }
    }

    private static void CheckBits(string field, int bits)
    {
        if (bits is < Modulus.MinimumBitCount or > Modulus.MaximumBitCount)
        {
            throw new RlweParameterException(field, $"{field} is {bits}, but must be {Modulus.MinimumBitCount} to {Modulus.MaximumBitCount}.");
        }
    }
}
