using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>
/// A scalar in 64 digits of [-8, 7] to base 16, least significant first, and a last digit of 0 or 1, in constant time.
/// </summary>
/// <remarks>
/// Adding 8 to every digit of the plain representation, with carries, and subtracting it again digit by digit without carries leaves
/// the number as it is and centres the digits.
/// </remarks>
internal static class SignedDigits
{
    /// <summary>Bits of a digit.</summary>
    public const int Width = 4;

    /// <summary>Digits of a scalar, the last included.</summary>
    public const int Count = 65;

    /// <summary>Largest absolute value of a digit.</summary>
    public const int Bound = 8;

    private const ulong Eights = 0x8888888888888888;

    /// <summary>Writes the digits of a scalar.</summary>
    public static void Write<TCurve>(in Scalar<TCurve> scalar, Span<sbyte> digits)
        where TCurve : struct, ICurve
    {
        Span<ulong> limbs = stackalloc ulong[4];
        scalar.WriteLimbs(limbs);
        ulong carry = 0;
        for (int i = 0; i < limbs.Length; i++) limbs[i] = Limb.Add(limbs[i], Eights, ref carry);
        for (int i = 0; i < Count - 1; i++) digits[i] = (sbyte)((int)((limbs[i >> 4] >> (4 * (i & 15))) & 15) - Bound);
        digits[Count - 1] = (sbyte)carry;
        limbs.Clear();
    }
}
