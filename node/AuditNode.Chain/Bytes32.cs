using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;
using AuditNode.Chain.Json;

namespace AuditNode.Chain;

/// <summary>32 bytes by value: a hash, a topic, a storage word. Ordered as a big-endian number.</summary>
[JsonConverter(typeof(Bytes32JsonConverter))]
public readonly struct Bytes32 : IEquatable<Bytes32>, IComparable<Bytes32>
{
    /// <summary>Bytes of a value.</summary>
    public const int ByteCount = 32;

    private readonly ulong first, second, third, fourth;

    private Bytes32(ulong first, ulong second, ulong third, ulong fourth) =>
        (this.first, this.second, this.third, this.fourth) = (first, second, third, fourth);

    /// <summary>32 zero bytes.</summary>
    public static Bytes32 Zero => default;

    /// <summary>Whether all bytes are zero.</summary>
    public bool IsZero => (first | second | third | fourth) == 0;

    /// <summary>Whether both are the same 32 bytes.</summary>
    public static bool operator ==(Bytes32 left, Bytes32 right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Bytes32 left, Bytes32 right) => !left.Equals(right);

    /// <summary>The value of exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    public static Bytes32 FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
            throw new ArgumentException($"Expected {ByteCount} bytes, found {bytes.Length}.", nameof(bytes));
        return new Bytes32(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>The big-endian word of a number in 0 .. 2^256 - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of that range.</exception>
    public static Bytes32 FromUInt256(BigInteger value)
    {
        Span<byte> word = stackalloc byte[ByteCount];
        if (value.Sign < 0 || value.GetByteCount(isUnsigned: true) > ByteCount)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number in 0 .. 2^256 - 1.");
        value.TryWriteBytes(word[^value.GetByteCount(isUnsigned: true)..], out _, isUnsigned: true, isBigEndian: true);
        return FromBytes(word);
    }

    /// <summary>Reads "0x" and 64 hexadecimal digits of either case.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Bytes32 Parse(ReadOnlySpan<char> text) => TryParse(text, out var value)
        ? value
        : throw new FormatException($"Expected 0x and 64 hexadecimal digits, found {HexData.Quote(text)}.");

    /// <summary>Reads "0x" and 64 hexadecimal digits of either case.</summary>
    /// <returns>Whether the text was that.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Bytes32 value)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        var read = HexData.TryDecode(text, bytes, out var written) && written == ByteCount;
        value = read ? FromBytes(bytes) : default;
        return read;
    }

    /// <summary>The bytes read as a big-endian number in 0 .. 2^256 - 1.</summary>
    public BigInteger ToUInt256()
    {
        Span<byte> word = stackalloc byte[ByteCount];
        Write(word);
        return new BigInteger(word, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>Writes the bytes to the first 32 of the destination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], fourth);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(destination, first);
    }

    /// <summary>The bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[ByteCount];
        Write(bytes);
        return bytes;
    }

    /// <summary>"0x" and 64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Write(bytes);
        return HexData.Encode(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(Bytes32 other) => first == other.first && second == other.second && third == other.third && fourth == other.fourth;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Bytes32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(first, second, third, fourth);

    /// <inheritdoc/>
    public int CompareTo(Bytes32 other) =>
        (first, second, third, fourth).CompareTo((other.first, other.second, other.third, other.fourth));
}
