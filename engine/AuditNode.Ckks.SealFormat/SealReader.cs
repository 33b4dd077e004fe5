using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// Reads the fields of one uncompressed SEAL object in order, checking every announced size against the bytes at hand, so that
/// nothing is allocated for data that is not there.
/// </summary>
internal ref struct SealReader
{
    /// <summary>Bytes in front of the words of a nested <c>DynArray</c>: its header and its word count.</summary>
    public const int ArrayPrefixByteCount = SealHeader.ByteCount + sizeof(ulong);

    private ReadOnlySpan<byte> rest;

    /// <summary>Checks the outer header and that the object is exactly as long as it says.</summary>
    public SealReader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SealHeader.ByteCount)
            throw new SealFormatException(
                "header", $"{bytes.Length} bytes", $"at least {SealHeader.ByteCount}", "The input is truncated: copy it again in full.");
        var announced = SealHeader.Read(bytes, "header");
        if (announced != (ulong)bytes.Length)
            throw new SealFormatException(
                "header.size",
                $"{announced} bytes announced and {bytes.Length} present",
                "the same number",
                announced > (ulong)bytes.Length
                    ? "The input is truncated or damaged: copy it again in full."
                    : "Bytes follow the object: give one SEAL object at a time.");
        rest = bytes[SealHeader.ByteCount..];
    }

    public byte ReadByte(string field) => Take(sizeof(byte), field)[0];

    public ulong ReadUInt64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), field));

    public double ReadDouble(string field) => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), field));

    public SealParmsId ReadParmsId(string field)
    {
        var words = Take(SealParmsId.ByteCount, field);
        return new SealParmsId(
            BinaryPrimitives.ReadUInt64LittleEndian(words),
            BinaryPrimitives.ReadUInt64LittleEndian(words[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(words[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(words[24..]));
    }

    /// <summary>Reads a nested <c>Modulus</c>: a header and one word.</summary>
    public ulong ReadModulus(string field)
    {
        var announced = SealHeader.Read(Take(SealHeader.ByteCount, field), $"{field}.header");
        const int Expected = SealHeader.ByteCount + sizeof(ulong);
        if (announced != Expected)
            throw new SealFormatException(
                $"{field}.header.size", $"{announced} bytes", $"{Expected}", "The input is damaged: save it again.");
        return ReadUInt64(field);
    }

    /// <summary>
    /// Checks the prefix of the nested <c>DynArray</c> that ends every key and ciphertext, and that exactly its words follow.
    /// Call <see cref="ReadWords"/> next.
    /// </summary>
    /// <param name="wordCount">The number of words that the fields read before call for.</param>
    /// <param name="seededWordCount">The number of words if SEAL had replaced the second polynomial by its seed; 0 where it cannot.</param>
    public void ReadArrayPrefix(int wordCount, int seededWordCount)
    {
        var announcedSize = SealHeader.Read(Take(SealHeader.ByteCount, "data.header"), "data.header");
        var announced = ReadUInt64("data.count");
        if (seededWordCount != 0 && announced == (ulong)seededWordCount)
            throw new SealFormatException(
                "data.count",
                $"{announced} coefficients and a seed",
                $"{wordCount} coefficients",
                "Seed-compressed objects are not supported: save the key or ciphertext itself, not the Serializable<> form of it.");
        if (announced != (ulong)wordCount)
            throw new SealFormatException(
                "data.count", $"{announced} coefficients", $"{wordCount}", "The input is damaged or was made for other parameters.");
        var expectedSize = (ulong)ArrayPrefixByteCount + (sizeof(ulong) * announced);
        if (announcedSize != expectedSize)
            throw new SealFormatException(
                "data.header.size", $"{announcedSize} bytes", $"{expectedSize}", "The input is damaged: copy it again.");
        if ((ulong)rest.Length != sizeof(ulong) * announced)
            throw new SealFormatException(
                "data",
                $"{rest.Length} bytes of coefficients",
                $"{sizeof(ulong) * announced}",
                "The input is truncated or damaged: copy it again in full.");
    }

    /// <summary>Fills <paramref name="destination"/> with the next words.</summary>
    public void ReadWords(Span<ulong> destination, string field)
    {
        Take(sizeof(ulong) * destination.Length, field).CopyTo(MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(destination, destination);
    }

    /// <summary>Checks that nothing follows the last field.</summary>
    public readonly void End()
    {
        if (!rest.IsEmpty)
            throw new SealFormatException(
                "header.size", $"{rest.Length} bytes after the last field", "none", "The input is damaged: save it again.");
    }

    private ReadOnlySpan<byte> Take(int count, string field)
    {
        if (rest.Length < count)
            throw new SealFormatException(
                field, $"{rest.Length} bytes left", $"at least {count}", "The input is truncated: copy it again in full.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
