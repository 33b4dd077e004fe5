using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Parameters of a ring-LWE scheme in RNS form with hybrid key switching, checked for 128-bit security. Immutable; equal
/// when all values are.
/// </summary>
public sealed class RlweParameters : IEquatable<RlweParameters>
{
    /// <summary>Most ciphertext primes.</summary>
    public const int MaximumCiphertextPrimes = 32;

    /// <summary>Most special primes.</summary>
    public const int MaximumSpecialPrimes = BasisConverter.MaximumSourcePrimes - 1;

    private readonly ulong[] _ciphertextPrimes;
    private readonly ulong[] _specialPrimes;
    private readonly byte[] _fingerprint;

    /// <summary>Checks and keeps the parameters.</summary>
    /// <param name="degree">N: power of two from 1024 to 32768.</param>
    /// <param name="ciphertextPrimes">q_0, q_1, ...: primes of 20 to 50 bits, 1 modulo 2N; a ciphertext loses them from the end.</param>
    /// <param name="specialPrimes">Primes whose product P key switching divides by; at least one.</param>
    /// <param name="digitSize">
    /// Ciphertext primes in one digit of the key switching decomposition, 1 to 9. A smaller digit needs fewer special primes but
    /// makes more digits, so larger and slower keys. P must not be smaller than any digit's product.
    /// </param>
    /// <exception cref="RlweParameterException">A value is out of range, or the modulus is too large for the degree.</exception>
    public RlweParameters(int degree, ReadOnlySpan<ulong> ciphertextPrimes, ReadOnlySpan<ulong> specialPrimes, int digitSize)
    {
        int maximumBits = SecurityStandard.MaximumModulusBits(degree);
        Degree = degree;
        _ciphertextPrimes = ciphertextPrimes.ToArray();
        _specialPrimes = specialPrimes.ToArray();
        DigitSize = digitSize;
        CheckPrimes();
        if (digitSize is < 1 or > BasisConverter.MaximumSourcePrimes - 1)
        {
            throw new RlweParameterException(nameof(digitSize), $"The digit size is {digitSize}, but must be 1 to {BasisConverter.MaximumSourcePrimes - 1} primes.");
        }

        BigInteger special = Product(_specialPrimes);
        ModulusBits = (int)(Product(_ciphertextPrimes) * special).GetBitLength();
        if (ModulusBits > maximumBits)
        {
            throw new RlweParameterException("modulus",
                $"log2(QP) is {ModulusBits} bits, but 128-bit security at degree {degree} allows at most {maximumBits}; use fewer or smaller " +
                "primes, or a larger degree.");
        }

        for (int i = 0; i < _ciphertextPrimes.Length; i += digitSize)
        {
            BigInteger digit = Product(_ciphertextPrimes.AsSpan(i, Math.Min(digitSize, _ciphertextPrimes.Length - i)));
            if (digit > special)
            {
                throw new RlweParameterException(nameof(specialPrimes),
                    $"The special primes' product has {special.GetBitLength()} bits, but the digit that starts at prime {i} has {digit.GetBitLength()}; " +
                    "add a special prime or choose smaller digits.");
            }
        }

        _fingerprint = ComputeFingerprint();
    }

    /// <summary>N: number of coefficients.</summary>
    public int Degree { get; }

    /// <summary>q_0, q_1, ....</summary>
    public ReadOnlySpan<ulong> CiphertextPrimes => _ciphertextPrimes;

    /// <summary>The primes of P.</summary>
    public ReadOnlySpan<ulong> SpecialPrimes => _specialPrimes;

    /// <summary>Ciphertext primes in a digit.</summary>
    public int DigitSize { get; }

    /// <summary>Number of digits of a ciphertext with all its limbs.</summary>
    public int DigitCount => (_ciphertextPrimes.Length + DigitSize - 1) / DigitSize;

    /// <summary>Bits of the product of all primes, which decides the security.</summary>
    public int ModulusBits { get; }

    /// <summary>Standard deviation of the errors.</summary>
    public static decimal ErrorDeviation => 3.2m;

    /// <summary>SHA-256 over all values: names the parameters in files.</summary>
    public ReadOnlySpan<byte> Fingerprint => _fingerprint;

    /// <inheritdoc/>
    public bool Equals(RlweParameters? other) => other is not null && _fingerprint.AsSpan().SequenceEqual(other._fingerprint);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RlweParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_fingerprint);

    /// <inheritdoc/>
    public override string ToString() =>
        $"N={Degree}, {_ciphertextPrimes.Length}+{_specialPrimes.Length} primes, {ModulusBits} bits, {DigitCount} digits";

    internal static BigInteger Product(ReadOnlySpan<ulong> primes)
    {
        BigInteger product = BigInteger.One;
        foreach (ulong p in primes) product *= p;
        return product;
    }

    private void CheckPrimes()
    {
        CheckCount(nameof(CiphertextPrimes), _ciphertextPrimes.Length, MaximumCiphertextPrimes);
        CheckCount(nameof(SpecialPrimes), _specialPrimes.Length, MaximumSpecialPrimes);
        var seen = new HashSet<ulong>();
        foreach (ulong p in _ciphertextPrimes.Concat(_specialPrimes))
        {
            int bits = 64 - BitOperations.LeadingZeroCount(p);
            if (bits is < Modulus.MinimumBitCount or > Modulus.MaximumBitCount || p % (2 * (ulong)Degree) != 1 || !ModularArithmetic.IsPrime(p))
            {
                throw new RlweParameterException("primes",
                    $"{p} cannot be used: primes must have {Modulus.MinimumBitCount} to {Modulus.MaximumBitCount} bits and be 1 modulo {2 * Degree}; " +
                    $"{nameof(NttPrimes)} finds them.");
            }

            if (!seen.Add(p)) throw new RlweParameterException("primes", $"Prime {p} occurs twice, but each may occur once.");
        }
    }

    private static void CheckCount(string field, int count, int maximum)
    {
        if (count < 1 || count > maximum) throw new RlweParameterException(field, $"{field} has {count} primes, but must have 1 to {maximum}.");
    }

    private byte[] ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[8];
        ulong[] words = [(ulong)Degree, (ulong)DigitSize, (ulong)_ciphertextPrimes.Length, .. _ciphertextPrimes, (ulong)_specialPrimes.Length, .. _specialPrimes];
        hash.AppendData("AuditNode.Ckks.RlweParameters.1"u8);
        foreach (ulong value in words)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, value);
            hash.AppendData(word);
        }

        return hash.GetHashAndReset();
    }
}
