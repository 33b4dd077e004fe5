using System.Buffers;
using System.Numerics;
using System.Text;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>Text and big integers as fields of messages and checkpoints, each in one canonical form and within a limit.</summary>
internal static class FieldExtensions
{
    /// <summary>Most bytes of a text.</summary>
    public const int MaximumTextLength = 1024;

    /// <summary>Most bytes of an integer.</summary>
    public const int MaximumIntegerLength = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes what a callback writes to a new array.</summary>
    public static byte[] Build(Action<BinaryFieldWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new BinaryFieldWriter(buffer));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A 16-bit length and UTF-8.</summary>
    public static void WriteText(this BinaryFieldWriter writer, string text)
    {
        byte[] bytes = Utf8.GetBytes(text);
        if (bytes.Length > MaximumTextLength) throw new ArgumentException($"The text has {bytes.Length} bytes; at most {MaximumTextLength} fit.", nameof(text));
        writer.WriteUInt16((ushort)bytes.Length);
        writer.WriteBytes(bytes);
    }

    /// <summary>Reads what <see cref="WriteText"/> wrote.</summary>
    public static string ReadText(this ref BoundedReader reader, string field)
    {
        int length = reader.ReadUInt16(field);
        if (length > MaximumTextLength) throw Refusal(field, $"{length} bytes", $"at most {MaximumTextLength}");
        try
        {
            return Utf8.GetString(reader.ReadBytes(field, length));
        }
        catch (DecoderFallbackException)
        {
            throw Refusal(field, "bytes that are no UTF-8", "UTF-8");
        }
    }

    /// <summary>Whether there is a digest, and its bytes.</summary>
    public static void WriteOptionalDigest(this BinaryFieldWriter writer, ReadOnlySpan<byte> digest)
    {
        writer.WriteByte(digest.IsEmpty ? (byte)0 : (byte)1);
        writer.WriteBytes(digest);
    }

    /// <summary>Reads what <see cref="WriteOptionalDigest"/> wrote; empty where there is none.</summary>
    public static byte[] ReadOptionalDigest(this ref BoundedReader reader, string field) =>
        reader.ReadFlag(field) ? reader.ReadBytes(field, Envelope.DigestLength).ToArray() : [];

    /// <summary>A one-byte length and the shortest two's complement, least significant byte first.</summary>
    public static void WriteInteger(this BinaryFieldWriter writer, BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        if (bytes.Length > MaximumIntegerLength)
            throw new ArgumentOutOfRangeException(nameof(value), $"The integer has {bytes.Length} bytes; at most {MaximumIntegerLength} fit.");
        writer.WriteByte((byte)bytes.Length);
        writer.WriteBytes(bytes);
    }

    /// <summary>Reads what <see cref="WriteInteger"/> wrote.</summary>
    public static BigInteger ReadInteger(this ref BoundedReader reader, string field)
    {
        int length = reader.ReadByte(field);
        if (length is < 1 or > MaximumIntegerLength) throw Refusal(field, $"{length} bytes", $"1 to {MaximumIntegerLength}");
        var value = new BigInteger(reader.ReadBytes(field, length));
        if (value.GetByteCount() != length) throw Refusal(field, "an integer that is not in its shortest form", "the shortest two's complement");
        return value;
    }

    /// <summary>Reads a byte that is 0 or 1.</summary>
    public static bool ReadFlag(this ref BoundedReader reader, string field) => reader.ReadByte(field) switch
    {
        0 => false,
        1 => true,
        byte value => throw Refusal(field, $"{value}", "0 or 1"),
    };

    /// <summary>Reads a number of 4 or 8 bytes and checks its range.</summary>
    public static long ReadInt64(this ref BoundedReader reader, string field, int bytes, long maximum)
    {
        ulong value = bytes == sizeof(uint) ? reader.ReadUInt32(field) : reader.ReadUInt64(field);
        return value <= (ulong)maximum ? (long)value : throw Refusal(field, $"{value}", $"0 to {maximum}");
    }

    private static SerializationException Refusal(string field, string value, string allowed) =>
        new(field, value, allowed, "Get the data again from whoever wrote it.");
}
