using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// A key that changes the secret under which a polynomial is hidden: for each digit d, an encryption under the new secret of
/// P times the old secret in the digit's limbs, modulo q_0..q_(m-1) and P. A key for few limbs may take primes that its ciphertexts
/// have lost for P (see docs/ckks.md).
/// </summary>
public sealed unsafe class SwitchingKey
{
    private readonly AlignedBuffer _buffer;

    internal SwitchingKey(RlweContext context, int limbCount, ReadOnlySpan<byte> seed)
    {
        Context = context;
        LimbCount = limbCount;
        Tables = context.GetTables(limbCount);
        Seed = seed.ToArray();
        _buffer = new AlignedBuffer(DigitCount * 2 * (limbCount + Tables.Shape.SpecialCount) * context.Basis.LimbStride);
    }

    /// <summary>Parameters that the key belongs to.</summary>
    public RlweContext Context { get; }

    /// <summary>Most limbs of a ciphertext that the key can be applied to.</summary>
    public int LimbCount { get; }

    /// <summary>Number of digits.</summary>
    public int DigitCount => Tables.Shape.DigitCount;

    /// <summary>Bytes that a key made from a seed takes in the native format, and its share of one that holds several.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="limbs">Most limbs of a ciphertext that the key can be applied to.</param>
    /// <exception cref="RlweParameterException">The number of limbs is out of range.</exception>
    public static long SerializedByteCount(RlweParameters parameters, int limbs)
    {
        if (limbs < 1 || limbs > parameters.CiphertextPrimes.Length)
            throw new RlweParameterException(nameof(limbs), $"A key for {limbs} limbs was asked about, but the parameters have 1 to {parameters.CiphertextPrimes.Length}.");
        KeySwitchingShape shape = KeySwitchingShape.Choose(parameters, limbs);
        ulong[] primes = [.. parameters.CiphertextPrimes, .. parameters.SpecialPrimes];
        long half = 0;
        for (int i = 0; i < primes.Length; i++)
        {
            if (shape.Contains(i)) half += BitPacking.PackedLength(parameters.Degree, 64 - BitOperations.LeadingZeroCount(primes[i]));
        }

        return 2 + RandomStream.SeedLength + shape.DigitCount * half;
    }

    /// <summary>Constants of key switching with this key.</summary>
    internal KeySwitchingTables Tables { get; }

    /// <summary>Bytes that the key takes in memory.</summary>
    public long ByteCount => (long)_buffer.Length * sizeof(double);

    /// <summary>32 bytes from which the uniform halves are expanded; empty if they were not made from a seed.</summary>
    internal byte[] Seed { get; }

    /// <summary>Limb of polynomial 0 or 1 of a digit's encryption, by the index of the prime in the basis.</summary>
    internal double* Limb(int digit, int polynomial, int prime)
    {
        KeySwitchingShape shape = Tables.Shape;
        int total = LimbCount + shape.SpecialCount, position = prime < LimbCount ? prime : LimbCount + prime - shape.SpecialStart;
        return _buffer.Pointer + (long)((digit * 2 + polynomial) * total + position) * Context.Basis.LimbStride;
    }

    /// <summary>Indices of the primes of this key in the basis: the first m ciphertext primes, then the special primes.</summary>
    internal IEnumerable<int> Primes() =>
        Enumerable.Range(0, LimbCount).Concat(Enumerable.Range(Tables.Shape.SpecialStart, Tables.Shape.SpecialCount));

    /// <summary>Expands the uniform half of every digit from the seed, one stream for each limb.</summary>
    internal void ExpandUniform()
    {
        foreach (int prime in Primes())
        {
            for (int d = 0; d < DigitCount; d++)
            {
                using var stream = new RandomStream(Seed, "AuditNode.Ckks/switching-key", (ulong)(d * 256 + prime));
                UniformSampler.Fill(stream, Context.Basis[prime].Value, new Span<double>(Limb(d, 1, prime), Context.Parameters.Degree));
            }
        }
    }
}
