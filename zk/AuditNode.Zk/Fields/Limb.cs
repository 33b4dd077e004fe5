using System.Runtime.CompilerServices;

namespace AuditNode.Zk.Fields;

/// <summary>
/// Arithmetic on 64-bit limbs with carries, and masks (all ones for true, zero for false), without branches.
/// </summary>
/// <remarks>
/// A comparison is turned into a number by reinterpreting its boolean, which compiles to a flag-to-register instruction at every
/// optimisation level; a conditional expression may compile to a jump.
/// </remarks>
internal static class Limb
{
    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bit(bool condition) => Unsafe.BitCast<bool, byte>(condition);

    /// <summary>a + b + carry; the carry is 0 or 1 before and after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong partial = a + b;
        ulong sum = partial + carry;
        carry = Bit(partial < a) | Bit(sum < partial);
        return sum;
    }

    /// <summary>a - b - borrow; the borrow is 0 or 1 before and after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong partial = a - b;
        ulong difference = partial - borrow;
        borrow = Bit(a < b) | Bit(partial < borrow);
        return difference;
    }

    /// <summary>a * b + c + d, at most 2^128 - 1: the high half is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong a, ulong b, ulong c, ulong d, out ulong low)
    {
        ulong high = Math.BigMul(a, b, out ulong product);
        product += c;
        high += Bit(product < c);
        product += d;
        high += Bit(product < d);
        low = product;
        return high;
    }

    /// <summary>All ones if the value is zero, otherwise zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsZeroMask(ulong value) => ((value | (0 - value)) >> 63) - 1;

    /// <summary>The first value where the mask is all ones, the second where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong whenSet, ulong whenClear) => whenClear ^ (mask & (whenSet ^ whenClear));
}
