using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>Signed integers as scalars: -v is the order minus v.</summary>
public static class SignedScalar
{
    /// <summary>The scalar of a signed number, in constant time.</summary>
    /// <param name="value">Any value.</param>
    public static Scalar<TCurve> FromInt64<TCurve>(long value)
        where TCurve : struct, ICurve
    {
        // value + 2^63 is never negative, so that the sign needs no branch.
        const ulong offset = 1UL << 63;
        return Scalar<TCurve>.FromUInt64((ulong)value ^ offset) - Scalar<TCurve>.FromUInt64(offset);
    }
}
