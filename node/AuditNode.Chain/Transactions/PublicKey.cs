using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Math.EC;

namespace AuditNode.Chain.Transactions;

/// <summary>A point of secp256k1, the public key of an account.</summary>
public readonly struct PublicKey : IEquatable<PublicKey>
{
    /// <summary>Bytes of x || y.</summary>
    public const int ByteCount = Secp256k1.PublicKeyLength;

    private readonly Bytes32 x, y;

    private PublicKey(ReadOnlySpan<byte> point) =>
        (x, y) = (Bytes32.FromBytes(point[..Bytes32.ByteCount]), Bytes32.FromBytes(point[Bytes32.ByteCount..]));

    /// <summary>The account.</summary>
    public Address Address => Address.FromPublicKey(ToArray());

    /// <summary>Whether both are the same point.</summary>
    public static bool operator ==(PublicKey left, PublicKey right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(PublicKey left, PublicKey right) => !left.Equals(right);

    /// <summary>x || y, each 32 bytes big-endian.</summary>
    public byte[] ToArray() => [.. x.ToArray(), .. y.ToArray()];

    /// <summary>x || y as "0x" and 128 hexadecimal digits.</summary>
    public override string ToString() => HexData.Encode(ToArray());

    /// <inheritdoc/>
    public bool Equals(PublicKey other) => x == other.x && y == other.y;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is PublicKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(x, y);

    internal static PublicKey FromPoint(ECPoint normalized)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Secp256k1.WritePoint(normalized, bytes);
        return new PublicKey(bytes);
    }
}
