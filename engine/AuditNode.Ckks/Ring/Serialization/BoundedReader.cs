using System.Buffers.Binary;
using System.Globalization;

namespace AuditNode.Ckks.Ring;

/// <summary>
/// Reads the fields of serialised data that nobody vouches for. Every read checks what is left before it touches or allocates
/// anything, and every refusal names the field. Integers are little-endian.
/// </summary>
/// <param name="source">The whole of the data.</param>
public ref struct BoundedReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>The number of bytes not yet read.</summary>
    public readonly int Remaining => _source.Length - Position;

    /// <summary>Reads one byte.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <exception cref="SerializationException">Nothing is left.</exception>
    public byte ReadByte(string field) => Take(field, sizeof(byte))[0];

    /// <summary>Reads a 16-bit unsigned integer.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <exception cref="SerializationException">Fewer than 2 bytes are left.</exception>
    public ushort ReadUInt16(string field) => BinaryPrimitives.ReadUInt16LittleEndian(Take(field, sizeof(ushort)));

    /// <summary>Reads a 32-bit unsigned integer.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <exception cref="SerializationException">Fewer than 4 bytes are left.</exception>
    public uint ReadUInt32(string field) => BinaryPrimitives.ReadUInt32LittleEndian(Take(field, sizeof(uint)));

    /// <summary>Reads a 64-bit unsigned integer.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <exception cref="SerializationException">Fewer than 8 bytes are left.</exception>
    public ulong ReadUInt64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Take(field, sizeof(ulong)));

    /// <summary>Reads a finite IEEE 754 binary64 number.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <exception cref="SerializationException">Fewer than 8 bytes are left, or they hold an infinity or no number.</exception>
    public double ReadDouble(string field)
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(Take(field, sizeof(double)));
        if (!double.IsFinite(value))
            throw Refusal(field, value.ToString(CultureInfo.InvariantCulture), "a finite number");
        return value;
    }

    /// <summary>Reads bytes, without copying them.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <param name="length">Their number, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="SerializationException">Fewer bytes are left.</exception>
    public ReadOnlySpan<byte> ReadBytes(string field, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return Take(field, length);
    }

    /// <summary>Reads a 32-bit count of things that follow, before anything is allocated for them.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <param name="minimum">The smallest count allowed, at least 0.</param>
    /// <param name="maximum">The largest count allowed, at least the minimum.</param>
    /// <param name="bytesEach">The least number of bytes that each takes in what follows; the count must leave room for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative, or the maximum is below the minimum.</exception>
    /// <exception cref="SerializationException">
    /// Fewer than 4 bytes are left, or the count is out of range or more than can follow.
    /// </exception>
    public int ReadCount(string field, int minimum, int maximum, int bytesEach = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfNegative(bytesEach);
        uint count = ReadUInt32(field);
        if (count < (uint)minimum || count > (uint)maximum)
            throw Refusal(field, $"{count}", $"{minimum} to {maximum}");
        if ((long)count * bytesEach > Remaining)
            throw Refusal(field, $"{count} with {Remaining} bytes to follow", $"at most one for each {bytesEach} bytes");
        return (int)count;
    }

    /// <summary>Reads packed residues; see <see cref="BitPacking"/>.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <param name="bits">The width of each, 1 to 50 bits.</param>
    /// <param name="modulus">Each residue must be below it; 1 to 2^bits.</param>
    /// <param name="destination">One element for each residue; receives integers in [0, modulus).</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the modulus is outside its range.</exception>
    /// <exception cref="SerializationException">Too few bytes are left, or <see cref="BitPacking.Unpack"/> refuses them.</exception>
    public void ReadResidues(string field, int bits, ulong modulus, Span<double> destination) =>
        BitPacking.Unpack(Take(field, BitPacking.PackedLength(destination.Length, bits)), bits, modulus, destination, field);

    /// <summary>Checks that everything was read, so that no two byte strings stand for the same object.</summary>
    /// <exception cref="SerializationException">Bytes are left.</exception>
    public readonly void EnsureEnd()
    {
        if (Remaining != 0)
            throw Refusal("end of data", $"{Remaining} more bytes", "none");
    }

    private ReadOnlySpan<byte> Take(string field, int length)
    {
        if (length > Remaining)
            throw Refusal(field, $"{Remaining} bytes at byte {Position}", $"{length} bytes or more");
        ReadOnlySpan<byte> taken = _source.Slice(Position, length);
        Position += length;
        return taken;
    }

    private static SerializationException Refusal(string field, string value, string allowed) =>
        new(field, value, allowed, "Get the data again from whoever wrote it, and check that nothing was cut or appended.");
}
