using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AuditNode.Chain.Json;

namespace AuditNode.Chain;

/// <summary>
/// An Ethereum account: 20 bytes by value. Written with the mixed-case checksum of EIP-55 (https://eips.ethereum.org/EIPS/eip-55).
/// </summary>
[JsonConverter(typeof(AddressJsonConverter))]
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    /// <summary>Bytes of an address.</summary>
    public const int ByteCount = 20;

    private const int PublicKeyLength = 64;
    private readonly ulong first, second;
    private readonly uint third;

    private Address(ulong first, ulong second, uint third) => (this.first, this.second, this.third) = (first, second, third);

    /// <summary>The address of 20 zero bytes.</summary>
    public static Address Zero => default;

    /// <summary>Whether all bytes are zero.</summary>
    public bool IsZero => (first | second | third) == 0;

    /// <summary>Whether both are the same account.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    /// <summary>The address of exactly 20 bytes.</summary>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    public static Address FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
            throw new ArgumentException($"An address has {ByteCount} bytes, found {bytes.Length}.", nameof(bytes));
        return new Address(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));
    }

    /// <summary>The account of a secp256k1 public key: the last 20 bytes of Keccak-256(x || y) (Yellow Paper, appendix F).</summary>
    /// <param name="publicKey">x || y, 64 bytes, or 65 that start with 0x04 (SEC 1, section 2.3.3). Not checked to be on the curve.</param>
    /// <exception cref="ArgumentException">The bytes are something else.</exception>
    public static Address FromPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length == PublicKeyLength + 1 && publicKey[0] == 4)
            publicKey = publicKey[1..];
        if (publicKey.Length != PublicKeyLength)
            throw new ArgumentException("A public key has 64 bytes, or 65 that start with 0x04.", nameof(publicKey));
        Span<byte> digest = stackalloc byte[Keccak256.ByteCount];
        Keccak256.HashData(publicKey, digest);
        return FromBytes(digest[^ByteCount..]);
    }

    /// <summary>Reads "0x" and 40 hexadecimal digits: all lower case, all upper case, or with the right EIP-55 checksum.</summary>
    /// <exception cref="FormatException">The text is something else or its checksum is wrong.</exception>
    public static Address Parse(ReadOnlySpan<char> text) => TryParse(text, out var address)
        ? address
        : throw new FormatException(
            $"Expected 0x and 40 hexadecimal digits, with the EIP-55 checksum if of mixed case, found {HexData.Quote(text)}.");

    /// <summary>Reads "0x" and 40 hexadecimal digits: all lower case, all upper case, or with the right EIP-55 checksum.</summary>
    /// <returns>Whether the text was that.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (!HexData.TryDecode(text, bytes, out var written) || written != ByteCount)
            return false;
        var read = FromBytes(bytes);
        var digits = text[2..];
        if (digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F') && !text.SequenceEqual(read.ToString()))
            return false;
        address = read;
        return true;
    }

    /// <summary>Writes the bytes to the first 20 of the destination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], third);
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

    /// <summary>"0x" and 40 hexadecimal digits whose case is the EIP-55 checksum.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Write(bytes);
        Span<char> digits = stackalloc char[2 * ByteCount];
        Span<byte> ascii = stackalloc byte[2 * ByteCount];
        Span<byte> digest = stackalloc byte[Keccak256.ByteCount];
        Convert.TryToHexStringLower(bytes, digits, out _);
        for (var i = 0; i < ascii.Length; i++)
            ascii[i] = (byte)digits[i];
        Keccak256.HashData(ascii, digest);
        for (var i = 0; i < digits.Length; i++)
        {
            // A letter is upper case where the digest of the lower-case digits has a nibble of 8 or more.
            var nibble = (digest[i / 2] >> (4 * (1 - (i % 2)))) & 0xf;
            if (nibble >= 8)
                digits[i] = char.ToUpperInvariant(digits[i]);
        }
        return string.Concat("0x", digits);
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => first == other.first && second == other.second && third == other.third;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(first, second, third);

    /// <inheritdoc/>
    public int CompareTo(Address other) => (first, second, third).CompareTo((other.first, other.second, other.third));
}
