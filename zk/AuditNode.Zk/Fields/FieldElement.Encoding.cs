using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace AuditNode.Zk.Fields;

internal readonly partial struct FieldElement<TField>
{
    /// <summary>Bytes of an encoded element.</summary>
    public const int ByteCount = 32;

    /// <summary>All ones if the canonical value is odd (sgn0 of RFC 9380, section 4.1, is 1), otherwise zero.</summary>
    public ulong IsOddMask => 0 - (Canonical()._0 & 1);

    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <returns>False for another length and for values of p or more, which must not be a second encoding of a reduced value.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out FieldElement<TField> element)
    {
        element = default;
        if (source.Length != ByteCount) return false;
        FieldElement<TField> raw = ReadBigEndian(source);
        ulong borrow = 0;
        Limb.Subtract(raw._0, TField.Limb0, ref borrow);
        Limb.Subtract(raw._1, TField.Limb1, ref borrow);
        Limb.Subtract(raw._2, TField.Limb2, ref borrow);
        Limb.Subtract(raw._3, TField.Limb3, ref borrow);
        if (borrow == 0) return false;
        element = FieldConstants<TField>.RSquared * raw;
        return true;
    }

    /// <summary>Writes the canonical value as 32 big-endian bytes.</summary>
    public void Write(Span<byte> destination)
    {
        FieldElement<TField> value = Canonical();
        BinaryPrimitives.WriteUInt64BigEndian(destination, value._3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], value._2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], value._1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], value._0);
    }

    /// <summary>The element of a small number.</summary>
    public static FieldElement<TField> FromUInt64(ulong value) =>
        FieldConstants<TField>.RSquared * new FieldElement<TField>(value, 0, 0, 0);

    /// <summary>
    /// A big-endian number of up to 64 bytes modulo p. Of 48 uniform bytes the result is within 2^-128 of uniform.
    /// </summary>
    public static FieldElement<TField> FromUniformBytes(ReadOnlySpan<byte> source)
    {
        Span<byte> padded = stackalloc byte[64];
        padded.Clear();
        source.CopyTo(padded[(64 - source.Length)..]);
        FieldElement<TField> result =
            (FieldConstants<TField>.RCubed * ReadBigEndian(padded)) + (FieldConstants<TField>.RSquared * ReadBigEndian(padded[32..]));
        CryptographicOperations.ZeroMemory(padded);
        return result;
    }

    /// <summary>The element of any integer, reduced modulo p. For public values: the time depends on the value.</summary>
    public static FieldElement<TField> FromBigInteger(BigInteger value)
    {
        BigInteger reduced = BigInteger.Remainder(value, Modulus);
        ulong[] limbs = FieldConstants<TField>.Limbs(reduced.Sign < 0 ? reduced + Modulus : reduced);
        return FieldConstants<TField>.RSquared * new FieldElement<TField>(limbs[0], limbs[1], limbs[2], limbs[3]);
    }

    /// <summary>The canonical value. For public values: the time depends on the value.</summary>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The canonical value as four little-endian limbs.</summary>
    public void WriteLimbs(Span<ulong> limbs)
    {
        FieldElement<TField> value = Canonical();
        limbs[0] = value._0;
        limbs[1] = value._1;
        limbs[2] = value._2;
        limbs[3] = value._3;
    }

    /// <summary>Limbs out of Montgomery form: a product with the raw limb 1.</summary>
    private FieldElement<TField> Canonical() => this * new FieldElement<TField>(1, 0, 0, 0);

    /// <summary>32 bytes as raw limbs, not in Montgomery form and possibly p or more: fit for the right operand of a product only.</summary>
    private static FieldElement<TField> ReadBigEndian(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source[24..]), BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[8..]), BinaryPrimitives.ReadUInt64BigEndian(source));
}
