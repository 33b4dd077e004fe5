using System.Buffers.Binary;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// The 16 bytes in front of every object that SEAL saves, nested ones included: magic (2), header size (1), version major (1),
/// version minor (1), compression mode (1), reserved (2), size of the object with this header (8); little-endian.
/// Source: SEAL 4.1 <c>Serialization::SEALHeader</c>.
/// </summary>
internal static class SealHeader
{
    public const int ByteCount = 16;

    private const ushort Magic = 0xA15E;
    private const byte VersionMajor = 4;
    private const byte VersionMinor = 1;

    private const string NotSealData = "Give the bytes that Microsoft SEAL 4.1 saved, from their first byte and unchanged.";

    /// <summary>Checks a header and returns the object size that it announces, in bytes.</summary>
    /// <param name="bytes">At least <see cref="ByteCount"/> bytes.</param>
    /// <param name="path">How exceptions name this header.</param>
    public static ulong Read(ReadOnlySpan<byte> bytes, string path)
    {
        var magic = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (magic != Magic)
            throw new SealFormatException($"{path}.magic", $"0x{magic:X4}", $"0x{Magic:X4}", NotSealData);
        if (bytes[2] != ByteCount)
            throw new SealFormatException($"{path}.headerSize", $"{bytes[2]}", $"{ByteCount}", NotSealData);
        // SEAL keeps this layout in all 4.x so far; the sizes checked next would show a change.
        if (bytes[3] != VersionMajor)
            throw new SealFormatException($"{path}.version", $"{bytes[3]}.{bytes[4]}", "4.0 to 4.255", "Save again with SEAL 4.1.");
        if (bytes[5] != 0)
            throw new SealFormatException(
                $"{path}.comprMode", CompressionName(bytes[5]), "0 (none)", "Save again with compr_mode_type::none.");
        var reserved = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        if (reserved != 0)
            throw new SealFormatException($"{path}.reserved", $"{reserved}", "0", NotSealData);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
    }

    /// <summary>Writes the header of an uncompressed SEAL 4.1 object.</summary>
    public static void Write(Span<byte> destination, int objectByteCount)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, Magic);
        destination[2] = ByteCount;
        destination[3] = VersionMajor;
        destination[4] = VersionMinor;
        destination[5] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[6..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (ulong)objectByteCount);
    }

    private static string CompressionName(byte mode) => mode switch
    {
        1 => "1 (zlib)",
        2 => "2 (zstd)",
        _ => $"{mode}",
    };
}
