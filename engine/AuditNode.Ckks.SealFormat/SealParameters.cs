using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// The encryption parameters of a SEAL CKKS context: the degree and the modulus chain, whose levels SEAL names by hashes
/// (<see cref="SealParmsId"/>). Keys use all primes (the key level); ciphertexts use the first
/// <see cref="MaxDataPrimeCount"/> or fewer, as the last prime, the special one, serves key switching only.
/// Source: SEAL 4.1 <c>EncryptionParameters</c> and <c>SEALContext</c>. That the parameters are secure is not checked here.
/// </summary>
public sealed partial class SealParameters
{
    /// <summary>The smallest supported polynomial degree.</summary>
    public const int MinDegree = 1024;

    /// <summary>The largest supported polynomial degree.</summary>
    public const int MaxDegree = 32768;

    /// <summary>The most primes of a chain: SEAL's <c>SEAL_COEFF_MOD_COUNT_MAX</c>.</summary>
    public const int MaxPrimeCount = 256;

    /// <summary>The largest prime of a chain in bits: SEAL's <c>SEAL_USER_MOD_BIT_COUNT_MAX</c>.</summary>
    public const int MaxPrimeBitCount = 60;

    /// <summary>SEAL's <c>scheme_type::ckks</c>.</summary>
    private const byte CkksScheme = 2;

    private const int FixedByteCount = SealHeader.ByteCount + sizeof(byte) + (2 * sizeof(ulong));
    private const int ModulusByteCount = SealHeader.ByteCount + sizeof(ulong);

    private readonly ImmutableArray<SealParmsId> parmsIds;

    /// <summary>Creates the parameters.</summary>
    /// <param name="degree">The polynomial degree N: a power of two from 1024 to 32768.</param>
    /// <param name="primes">
    /// 1 to 256 distinct primes of 2 to 60 bits, each 1 modulo 2N, in SEAL's order: the special prime last.
    /// </param>
    /// <exception cref="SealFormatException">The degree or a prime is not allowed (<c>polyModulusDegree</c>,
    /// <c>coeffModulusSize</c>, <c>coeffModulus[i]</c>).</exception>
    public SealParameters(int degree, ReadOnlySpan<ulong> primes)
    {
        CheckDegree((ulong)degree);
        CheckPrimeCount((ulong)primes.Length);
        for (var i = 0; i < primes.Length; i++)
            CheckPrime(degree, primes, i);

        Degree = degree;
        Primes = [.. primes];
        parmsIds = [.. Enumerable.Range(1, primes.Length).Select(count => HashLevel(degree, Primes.AsSpan()[..count]))];
    }

    /// <summary>The polynomial degree N; a ciphertext has N/2 slots.</summary>
    public int Degree { get; }

    /// <summary>The primes of the key level, the special prime last.</summary>
    public ImmutableArray<ulong> Primes { get; }

    /// <summary>
    /// The number of primes of a fresh ciphertext: all but the special one, or 1 where there is one prime only (SEAL then has no
    /// key switching).
    /// </summary>
    public int MaxDataPrimeCount => Math.Max(1, Primes.Length - 1);

    /// <summary>The identifier of the key level, which secret and public keys carry.</summary>
    public SealParmsId KeyParmsId => parmsIds[^1];

    /// <summary>Creates parameters with the primes that SEAL's <c>CoeffModulus::Create</c> picks.</summary>
    /// <param name="degree">The polynomial degree N: a power of two from 1024 to 32768.</param>
    /// <param name="bitSizes">
    /// 1 to 256 prime sizes, that of the special prime last: 20 to 50 bits, those with which this library can compute.
    /// </param>
    /// <exception cref="SealFormatException">
    /// The degree, the number of sizes or a size is out of range, or there are not enough primes of a size: fields
    /// <c>polyModulusDegree</c>, <c>coeffModulusSize</c>, <c>bitSizes[i]</c>, <c>bitSizes</c>.
    /// </exception>
    public static SealParameters Create(int degree, ReadOnlySpan<int> bitSizes)
    {
        CheckDegree((ulong)degree);
        CheckPrimeCount((ulong)bitSizes.Length);
        var bad = bitSizes.IndexOfAnyExceptInRange(Modulus.MinimumBitCount, Modulus.MaximumBitCount);
        if (bad >= 0)
            throw new SealFormatException(
                $"bitSizes[{bad}]",
                $"{bitSizes[bad]} bits",
                $"{Modulus.MinimumBitCount} to {Modulus.MaximumBitCount}",
                "Choose a size in this range.");
        try
        {
            return new SealParameters(degree, NttPrimes.Create(degree, bitSizes));
        }
        catch (ArgumentOutOfRangeException tooFew)
        {
            throw new SealFormatException("bitSizes", "more primes of one size than there are", "fewer", tooFew.Message);
        }
    }

    /// <summary>Reads what <c>EncryptionParameters::save</c> wrote with <c>compr_mode_type::none</c>.</summary>
    /// <param name="bytes">The whole object and nothing after it.</param>
    /// <exception cref="SealFormatException">
    /// The bytes are not uncompressed SEAL 4.x CKKS parameters: fields <c>header.*</c>, <c>scheme</c>, <c>polyModulusDegree</c>,
    /// <c>coeffModulusSize</c>, <c>coeffModulus[i]</c>, <c>plainModulus</c>.
    /// </exception>
    public static SealParameters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SealReader(bytes);
        var scheme = reader.ReadByte("scheme");
        if (scheme != CkksScheme)
            throw new SealFormatException("scheme", $"{scheme}", $"{CkksScheme} (CKKS)", "Save parameters of scheme_type::ckks.");
        var degree = reader.ReadUInt64("polyModulusDegree");
        CheckDegree(degree);
        var count = reader.ReadUInt64("coeffModulusSize");
        CheckPrimeCount(count);

        Span<ulong> primes = stackalloc ulong[(int)count];
        for (var i = 0; i < primes.Length; i++)
            primes[i] = reader.ReadModulus($"coeffModulus[{i}]");
        var plainModulus = reader.ReadModulus("plainModulus");
        if (plainModulus != 0)
            throw new SealFormatException("plainModulus", $"{plainModulus}", "0", "CKKS has no plain modulus: leave it unset.");
        reader.End();
        return new SealParameters((int)degree, primes);
    }

    /// <summary>Writes what <c>EncryptionParameters::load</c> reads, uncompressed.</summary>
    public byte[] Write()
    {
        var writer = new SealWriter(FixedByteCount + (ModulusByteCount * (Primes.Length + 1)));
        writer.WriteByte(CkksScheme);
        writer.WriteUInt64((ulong)Degree);
        writer.WriteUInt64((ulong)Primes.Length);
        foreach (var prime in Primes)
            writer.WriteModulus(prime);
        writer.WriteModulus(0);
        return writer.ToArray();
    }

    /// <summary>The identifier of the level with the first <paramref name="primeCount"/> primes.</summary>
    /// <param name="primeCount">1 to the number of primes; that number itself is the key level.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="primeCount"/> is out of range.</exception>
    public SealParmsId ParmsId(int primeCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(primeCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(primeCount, Primes.Length);
        return parmsIds[primeCount - 1];
    }

    /// <summary>Finds the level with this identifier.</summary>
    /// <param name="id">An identifier.</param>
    /// <param name="primeCount">The number of primes of that level, or 0.</param>
    /// <returns>Whether it belongs to this chain.</returns>
    public bool TryGetPrimeCount(SealParmsId id, out int primeCount)
    {
        primeCount = parmsIds.IndexOf(id) + 1;
        return primeCount != 0;
    }

    internal static void CheckDegree(ulong degree)
    {
        if (degree is < MinDegree or > MaxDegree || !BitOperations.IsPow2(degree))
            throw new SealFormatException(
                "polyModulusDegree", $"{degree}", $"a power of two from {MinDegree} to {MaxDegree}", "Use parameters of such a degree.");
    }

    internal static void CheckPrimeCount(ulong count)
    {
        if (count is < 1 or > MaxPrimeCount)
            throw new SealFormatException("coeffModulusSize", $"{count} primes", $"1 to {MaxPrimeCount}", "Use a chain of such a length.");
    }

    private static void CheckPrime(int degree, ReadOnlySpan<ulong> primes, int index)
    {
        var prime = primes[index];
        if (prime < 2 || prime >> MaxPrimeBitCount != 0 || prime % (2 * (ulong)degree) != 1 || !ModularArithmetic.IsPrime(prime))
            throw new SealFormatException(
                $"coeffModulus[{index}]",
                $"{prime}",
                $"a prime of at most {MaxPrimeBitCount} bits that is 1 modulo {2 * degree}",
                "Use the primes of CoeffModulus::Create.");
        if (primes[..index].Contains(prime))
            throw new SealFormatException($"coeffModulus[{index}]", $"{prime} a second time", "distinct primes", "Use each prime once.");
    }

    /// <summary>Hashes the scheme, N, the primes and the plain modulus (one zero word in CKKS) as little-endian 64-bit words.</summary>
    private static SealParmsId HashLevel(int degree, ReadOnlySpan<ulong> primes)
    {
        Span<byte> words = stackalloc byte[sizeof(ulong) * (MaxPrimeCount + 3)];
        words = words[..(sizeof(ulong) * (primes.Length + 3))];
        BinaryPrimitives.WriteUInt64LittleEndian(words, CkksScheme);
        BinaryPrimitives.WriteUInt64LittleEndian(words[8..], (ulong)degree);
        for (var i = 0; i < primes.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(words[(8 * (i + 2))..], primes[i]);
        BinaryPrimitives.WriteUInt64LittleEndian(words[^8..], 0);

        Span<byte> digest = stackalloc byte[SealParmsId.ByteCount];
        Blake2b.Hash(words, digest);
        return new SealParmsId(
            BinaryPrimitives.ReadUInt64LittleEndian(digest),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[24..]));
    }
}
