using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.SealFormat;

/// <content>Parameters of the same ring, so that keys and ciphertexts can be moved between SEAL and this library.</content>
public sealed partial class SealParameters
{
    /// <summary>The SEAL parameters whose keys and ciphertexts are exactly those of the given ones.</summary>
    /// <param name="parameters">
    /// The ciphertext primes become SEAL's data primes and the first special prime becomes SEAL's; further ones have no counterpart.
    /// </param>
    /// <returns>The parameters; SEAL accepts them at its security level <c>tc128</c>, as they were checked for 128 bits.</returns>
    public static SealParameters FromCkks(CkksParameters parameters) =>
        new(parameters.Rlwe.Degree, [.. parameters.Rlwe.CiphertextPrimes, parameters.Rlwe.SpecialPrimes[0]]);

    /// <summary>The parameters of this library in which keys and ciphertexts of SEAL can be used.</summary>
    /// <param name="defaultScale">The scale at which to encode: finite, at least 1. SEAL keeps none in its parameters.</param>
    /// <param name="digitSize">
    /// Data primes in one digit of our key switching, 1 to 10. SEAL's own key switching is that of 1; a larger digit makes ours faster
    /// and its keys smaller, but takes further special primes, as many as make their product larger than every digit's.
    /// </param>
    /// <returns>
    /// Parameters with SEAL's data primes as ciphertext primes and SEAL's special prime as the first special prime, which is the
    /// one that encryption under a public key divides by, as in SEAL.
    /// </returns>
    /// <exception cref="SealFormatException">
    /// The chain has no special prime or more than 33 primes, or a prime is outside 20 to 50 bits: fields <c>coeffModulusSize</c>,
    /// <c>coeffModulus[i]</c>.
    /// </exception>
    /// <exception cref="RlweParameterException">
    /// The modulus, with further special primes, is too large for 128-bit security, or the digit size or scale is out of range.
    /// </exception>
    public CkksParameters ToCkks(double defaultScale, int digitSize = 1)
    {
        const int MostPrimes = RlweParameters.MaximumCiphertextPrimes + 1;
        if (Primes.Length is < 2 or > MostPrimes)
            throw new SealFormatException(
                "coeffModulusSize", $"{Primes.Length} primes", $"2 to {MostPrimes}", "Use a chain of data primes and one special prime.");
        for (var i = 0; i < Primes.Length; i++)
            CheckBitCount(i);

        var data = Primes.AsSpan()[..^1];
        var special = SpecialPrimes.Complete(Degree, data, digitSize, [Primes[^1]]);
        return new CkksParameters(new RlweParameters(Degree, data, special, digitSize), defaultScale);
    }

    private void CheckBitCount(int index)
    {
        var bits = (sizeof(ulong) * 8) - BitOperations.LeadingZeroCount(Primes[index]);
        if (bits is < Modulus.MinimumBitCount or > Modulus.MaximumBitCount)
            throw new SealFormatException(
                $"coeffModulus[{index}]",
                $"{Primes[index]}, a prime of {bits} bits",
                $"{Modulus.MinimumBitCount} to {Modulus.MaximumBitCount} bits",
                $"Make SEAL's parameters with such primes, for example CoeffModulus::Create({Degree}, {{ 50, 40, 40, 50 }}).");
    }
}
