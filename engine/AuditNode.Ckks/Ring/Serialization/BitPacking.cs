using System.Buffers.Binary;

namespace AuditNode.Ckks.Ring;

/// <summary>Residues as consecutive fields of equal width, without gaps.</summary>
/// <remarks>
/// Residue i takes bits i·w to i·w + w - 1 of the packed bytes, where w is the width and bit j is bit j mod 8, counted from the
/// least significant, of byte j / 8. The bits after the last residue are zero. So each list of residues has exactly one
/// packed form.
/// </remarks>
public static class BitPacking
{
    /// <summary>The widest field, in bits.</summary>
    public const int MaximumBits = 50;

    // 2^52: a double in [2^52, 2^53) holds its integer in the low 52 bits.
    private const double Shift = 4503599627370496.0;
    private const ulong ShiftBits = 0x4330_0000_0000_0000;

    private const int TailLength = (((71 * MaximumBits) + 7) / 8) + sizeof(ulong);

    /// <summary>The number of bytes that a list of residues takes: ceil(count · bits / 8).</summary>
    /// <param name="count">The number of residues, at least 0.</param>
    /// <param name="bits">The width of each, 1 to 50 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or the length exceeds 2^31 - 1 bytes.</exception>
    public static int PackedLength(int count, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireWidth(bits);
        long length = (((long)count * bits) + 7) / 8;
        if (length > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"The residues take more than 2^31 - 1 bytes; {bits} bits each allow {int.MaxValue * 8L / bits}.");
        }

        return (int)length;
    }

    /// <summary>Packs residues.</summary>
    /// <param name="residues">Integers, 0 to 2^bits - 1.</param>
    /// <param name="bits">The width of each, 1 to 50 bits.</param>
    /// <param name="destination">Exactly <see cref="PackedLength"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The width is outside 1 to 50, or a residue is no integer or does not fit the width; the destination is then cleared.
    /// </exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public static void Pack(ReadOnlySpan<double> residues, int bits, Span<byte> destination)
    {
        int length = PackedLength(residues.Length, bits);
        if (destination.Length != length)
            throw new ArgumentException($"The destination has {destination.Length} bytes; it must have {length}.", nameof(destination));

        int head = HeadCount(residues.Length);
        int headLength = PackedLength(head, bits);
        Span<byte> tail = stackalloc byte[TailLength];
        tail.Clear();
        bool fits = PackFields(residues[..head], bits, destination) & PackFields(residues[head..], bits, tail);
        tail[..(length - headLength)].CopyTo(destination[headLength..]);
        tail.Clear();
        if (fits)
            return;

        destination.Clear();
        int index = 0;
        while (IsField(residues[index], bits))
            index++;
        throw new ArgumentOutOfRangeException(
            nameof(residues), residues[index], $"Residue {index} must be an integer, 0 to 2^{bits} - 1.");
    }

    /// <summary>Unpacks residues and checks that they are reduced.</summary>
    /// <param name="source">Exactly <see cref="PackedLength"/> bytes.</param>
    /// <param name="bits">The width of each field, 1 to 50 bits.</param>
    /// <param name="modulus">Each residue must be below it; 1 to 2^bits.</param>
    /// <param name="destination">One element for each field; receives integers in [0, modulus).</param>
    /// <param name="field">The name of the residues in a refusal.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the modulus is outside its range.</exception>
    /// <exception cref="SerializationException">
    /// The source has another length, a residue is not below the modulus, or a bit after the last residue is set; the destination
    /// is then cleared or untouched.
    /// </exception>
    public static void Unpack(
        ReadOnlySpan<byte> source, int bits, ulong modulus, Span<double> destination, string field = "residues")
    {
        int length = PackedLength(destination.Length, bits);
        if (modulus < 1 || modulus > 1UL << bits)
            throw new ArgumentOutOfRangeException(nameof(modulus), modulus, $"The modulus must be 1 to 2^{bits}.");
        RequireForm(source, (long)destination.Length * bits, length, field);

        int head = HeadCount(destination.Length);
        int headLength = PackedLength(head, bits);
        Span<byte> tail = stackalloc byte[TailLength];
        tail.Clear();
        source[headLength..].CopyTo(tail);
        bool reduced = UnpackFields(source, bits, modulus, destination[..head])
            & UnpackFields(tail, bits, modulus, destination[head..]);
        tail.Clear();
        if (reduced)
            return;

        int index = 0;
        while (destination[index] < modulus)
            index++;
        var refusal = new SerializationException(
            $"{field}[{index}]", $"{destination[index]:F0}", $"0 to {modulus - 1}", "Get the data again from whoever wrote it.");
        destination.Clear();
        throw refusal;
    }

    // Fields are written and read through 64-bit words that reach past them, so at the end of the bytes they go through a copy
    // with room to spare. The head is a multiple of eight fields, so it ends on a whole byte; what follows it has at least 64
    // fields, hence at least eight bytes, or there is no head; and at most 71.
    private static int HeadCount(int count) => Math.Max(0, count - 64) & ~7;

    private static bool PackFields(ReadOnlySpan<double> residues, int bits, Span<byte> destination)
    {
        ulong pending = 0, excess = 0;
        long position = 0;
        bool whole = true;
        foreach (double residue in residues)
        {
            double shifted = residue + Shift;
            ulong value = BitConverter.DoubleToUInt64Bits(shifted) - ShiftBits;
            excess |= value >> bits;
            whole &= shifted - Shift == residue;

            // At most 7 bits wait from the fields before, and 7 + 50 fit one word.
            int offset = (int)(position >> 3);
            pending |= value << (int)(position & 7);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[offset..], pending);
            position += bits;
            pending >>= 8 * ((int)(position >> 3) - offset);
        }

        return whole & excess == 0;
    }

    private static bool UnpackFields(ReadOnlySpan<byte> source, int bits, ulong modulus, Span<double> destination)
    {
        ulong mask = (1UL << bits) - 1, excess = 0;
        long position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(position >> 3)..]);
            ulong value = (word >> (int)(position & 7)) & mask;
            excess |= modulus - 1 - value;
            destination[i] = BitConverter.UInt64BitsToDouble(value | ShiftBits) - Shift;
            position += bits;
        }

        // Both operands are below 2^63: the top bit of a difference is its borrow.
        return excess >> 63 == 0;
    }

    private static bool IsField(double residue, int bits) =>
        residue + Shift - Shift == residue && (BitConverter.DoubleToUInt64Bits(residue + Shift) - ShiftBits) >> bits == 0;

    private static void RequireForm(ReadOnlySpan<byte> source, long usedBits, int length, string field)
    {
        if (source.Length != length)
        {
            throw new SerializationException(
                field, $"{source.Length} bytes", $"{length} bytes", "Check that the parameters are those it was written with.");
        }

        int usedInLast = (int)(usedBits & 7);
        if (usedInLast != 0 && source[^1] >> usedInLast != 0)
        {
            throw new SerializationException(
                field, $"0x{source[^1]:x2} as last byte", $"0 to 0x{(1 << usedInLast) - 1:x2}",
                "Get the data again from whoever wrote it.");
        }
    }

    private static void RequireWidth(int bits)
    {
        if (bits is < 1 or > MaximumBits)
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "The width must be 1 to 50 bits.");
    }
}
