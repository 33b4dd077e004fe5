using System.Buffers;
using System.Buffers.Binary;

namespace AuditNode.Ckks.Ring;

/// <summary>Writes the fields that <see cref="BoundedReader"/> reads. Integers are little-endian.</summary>
/// <param name="output">Where the bytes go, for instance an <see cref="ArrayBufferWriter{T}"/>.</param>
/// <exception cref="ArgumentNullException">The output is null.</exception>
public sealed class BinaryFieldWriter(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>The number of bytes written.</summary>
    public long Written { get; private set; }

    /// <summary>Writes one byte.</summary>
    /// <param name="value">Any value.</param>
    public void WriteByte(byte value)
    {
        _output.GetSpan(sizeof(byte))[0] = value;
        Advance(sizeof(byte));
    }

    /// <summary>Writes a 16-bit unsigned integer.</summary>
    /// <param name="value">Any value.</param>
    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output.GetSpan(sizeof(ushort)), value);
        Advance(sizeof(ushort));
    }

    /// <summary>Writes a 32-bit unsigned integer.</summary>
    /// <param name="value">Any value.</param>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(sizeof(uint)), value);
        Advance(sizeof(uint));
    }

    /// <summary>Writes a 64-bit unsigned integer.</summary>
    /// <param name="value">Any value.</param>
    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), value);
        Advance(sizeof(ulong));
    }

    /// <summary>Writes an IEEE 754 binary64 number.</summary>
    /// <param name="value">Finite: the reader takes nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is an infinity or no number; nothing was written.</exception>
    public void WriteDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be finite.");
        BinaryPrimitives.WriteDoubleLittleEndian(_output.GetSpan(sizeof(double)), value);
        Advance(sizeof(double));
    }

    /// <summary>Writes bytes as they are, without their number.</summary>
    /// <param name="value">Any length.</param>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_output.GetSpan(value.Length));
        Advance(value.Length);
    }

    /// <summary>Writes a 32-bit count of things that follow.</summary>
    /// <param name="count">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative; nothing was written.</exception>
    public void WriteCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WriteUInt32((uint)count);
    }

    /// <summary>Writes residues packed, without their number; see <see cref="BitPacking"/>.</summary>
    /// <param name="residues">Integers, 0 to 2^bits - 1.</param>
    /// <param name="bits">The width of each, 1 to 50 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or a residue is outside its range; nothing was written.</exception>
    public void WriteResidues(ReadOnlySpan<double> residues, int bits)
    {
        int length = BitPacking.PackedLength(residues.Length, bits);
        BitPacking.Pack(residues, bits, _output.GetSpan(length)[..length]);
        Advance(length);
    }

    private void Advance(int length)
    {
        _output.Advance(length);
        Written += length;
    }
}
