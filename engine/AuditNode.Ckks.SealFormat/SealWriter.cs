using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AuditNode.Ckks.SealFormat;

/// <summary>Writes the fields of one uncompressed SEAL 4.1 object in order, after its header.</summary>
internal ref struct SealWriter
{
    private readonly byte[] bytes;
    private int offset;

    /// <param name="objectByteCount">The size of the whole object in bytes, its header included.</param>
    public SealWriter(int objectByteCount)
    {
        bytes = new byte[objectByteCount];
        WriteHeader(objectByteCount);
    }

    public void WriteByte(byte value) => bytes[offset++] = value;

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), value);

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void WriteParmsId(SealParmsId id)
    {
        WriteUInt64(id.Word0);
        WriteUInt64(id.Word1);
        WriteUInt64(id.Word2);
        WriteUInt64(id.Word3);
    }

    public void WriteModulus(ulong value)
    {
        WriteHeader(SealHeader.ByteCount + sizeof(ulong));
        WriteUInt64(value);
    }

    public void WriteArray(ReadOnlySpan<ulong> words)
    {
        WriteHeader(SealReader.ArrayPrefixByteCount + (sizeof(ulong) * words.Length));
        WriteUInt64((ulong)words.Length);
        var destination = Next(sizeof(ulong) * words.Length);
        if (BitConverter.IsLittleEndian)
            MemoryMarshal.AsBytes(words).CopyTo(destination);
        else
            BinaryPrimitives.ReverseEndianness(words, MemoryMarshal.Cast<byte, ulong>(destination));
    }

    /// <summary>Returns the object; every byte of it must have been written.</summary>
    public readonly byte[] ToArray() => offset == bytes.Length
        ? bytes
        : throw new InvalidOperationException($"{offset} of {bytes.Length} bytes were written.");

    private void WriteHeader(int objectByteCount) => SealHeader.Write(Next(SealHeader.ByteCount), objectByteCount);

    private Span<byte> Next(int count)
    {
        var span = bytes.AsSpan(offset, count);
        offset += count;
        return span;
    }
}
