using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>Released integers as scalars: negative ones are counted back from the order.</summary>
internal static class SignedInteger
{
    /// <summary>Integers are below 2^200 in absolute value, far from the order.</summary>
    public const int MaximumBits = 200;

    private static readonly BigInteger s_offset = BigInteger.One << MaximumBits;
    private static readonly Scalar<Bn254> s_offsetScalar = Scalar<Bn254>.FromBigInteger(s_offset);

    /// <summary>The scalar of an integer; the sign makes no difference in time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The integer is too large.</exception>
    public static Scalar<Bn254> ToScalar(BigInteger value)
    {
        Require(value);
        return Scalar<Bn254>.FromBigInteger(value + s_offset) - s_offsetScalar;
    }

    /// <summary>The integer plus 2^200 as 32 bytes, big-endian.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The integer is too large.</exception>
    public static void Write(BigInteger value, Span<byte> destination)
    {
        Require(value);
        BigInteger shifted = value + s_offset;
        destination.Clear();
        shifted.TryWriteBytes(destination[^shifted.GetByteCount(isUnsigned: true)..], out _, isUnsigned: true, isBigEndian: true);
    }

    private static void Require(BigInteger value)
    {
        if (BigInteger.Abs(value) >= s_offset)
            throw new ArgumentOutOfRangeException(nameof(value), $"A committed integer has at most {MaximumBits} bits.");
    }
}
