using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

public readonly partial struct Scalar<TCurve>
{
    /// <summary>Length in bytes of an encoded scalar (Ns of the ciphersuites): 32, big-endian.</summary>
    public const int ByteCount = FieldElement<ScalarField<TCurve>>.ByteCount;

    /// <summary>Fewest bytes that <see cref="FromUniformBytes"/> takes.</summary>
    public const int MinimumUniformByteCount = 48;

    /// <summary>Most bytes that <see cref="FromUniformBytes"/> takes.</summary>
    public const int MaximumUniformByteCount = 64;

    /// <summary>Reads the canonical encoding.</summary>
    /// <param name="source">32 bytes, big-endian.</param>
    /// <param name="scalar">The scalar, or zero where there is none.</param>
    /// <returns>False if the length is not 32 or the number is not below the order (a scalar has one encoding only).</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out Scalar<TCurve> scalar)
    {
        bool read = FieldElement<ScalarField<TCurve>>.TryRead(source, out FieldElement<ScalarField<TCurve>> value);
        scalar = new Scalar<TCurve>(value);
        return read;
    }

    /// <summary>Writes the canonical encoding.</summary>
    /// <param name="destination">At least 32 bytes, of which the first 32 are written, big-endian.</param>
    /// <exception cref="ArgumentException">The destination has fewer than 32 bytes.</exception>
    public void Write(Span<byte> destination)
    {
        if (destination.Length < ByteCount)
        {
            throw new ArgumentException($"A scalar takes {ByteCount} bytes, but the destination has {destination.Length}.", nameof(destination));
        }

        _value.Write(destination);
    }

    /// <summary>The canonical encoding in a new array.</summary>
    /// <returns>32 bytes, big-endian.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteCount];
        _value.Write(bytes);
        return bytes;
    }

    /// <summary>The scalar of a small number.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>The scalar.</returns>
    public static Scalar<TCurve> FromUInt64(ulong value) => new(FieldElement<ScalarField<TCurve>>.FromUInt64(value));

    /// <summary>The scalar of a public integer. Not constant time.</summary>
    /// <param name="value">From 0 to the order minus 1.</param>
    /// <returns>The scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not below the order.</exception>
    public static Scalar<TCurve> FromBigInteger(BigInteger value)
    {
        if (value.Sign < 0 || value >= Order)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"A scalar of {TCurve.Name} is at least 0 and below {Order}.");
        }

        return new Scalar<TCurve>(FieldElement<ScalarField<TCurve>>.FromBigInteger(value));
    }

    /// <summary>The value as an integer below the order. Not constant time: for public values.</summary>
    /// <returns>The integer.</returns>
    public BigInteger ToBigInteger() => _value.ToBigInteger();

    /// <summary>
    /// Reduces uniformly random bytes, read as a big-endian number, modulo the order. The result is within 2^-128 of uniform because
    /// the number has at least 128 bits more than the order.
    /// </summary>
    /// <param name="uniform">48 to 64 bytes.</param>
    /// <returns>The scalar.</returns>
    /// <exception cref="ArgumentException">The length is out of range.</exception>
    public static Scalar<TCurve> FromUniformBytes(ReadOnlySpan<byte> uniform)
    {
        RequireUniformLength(uniform.Length);
        return new Scalar<TCurve>(FieldElement<ScalarField<TCurve>>.FromUniformBytes(uniform));
    }

    /// <summary>As <see cref="FromUniformBytes"/>, with the bytes read as a little-endian number.</summary>
    /// <param name="uniform">48 to 64 bytes.</param>
    /// <returns>The scalar.</returns>
    /// <exception cref="ArgumentException">The length is out of range.</exception>
    public static Scalar<TCurve> FromUniformBytesLittleEndian(ReadOnlySpan<byte> uniform)
    {
        RequireUniformLength(uniform.Length);
        Span<byte> reversed = stackalloc byte[MaximumUniformByteCount];
        reversed = reversed[..uniform.Length];
        uniform.CopyTo(reversed);
        reversed.Reverse();
        Scalar<TCurve> scalar = FromUniformBytes(reversed);
        CryptographicOperations.ZeroMemory(reversed);
        return scalar;
    }

    /// <summary>The canonical value as four little-endian limbs.</summary>
    internal void WriteLimbs(Span<ulong> limbs) => _value.WriteLimbs(limbs);

    private static void RequireUniformLength(int length)
    {
        if (length is < MinimumUniformByteCount or > MaximumUniformByteCount)
        {
            throw new ArgumentException(
                $"A scalar is made of {MinimumUniformByteCount} to {MaximumUniformByteCount} uniform bytes, not of {length}.", "uniform");
        }
    }
}
