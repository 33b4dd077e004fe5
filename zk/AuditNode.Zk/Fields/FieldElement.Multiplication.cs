using System.Runtime.CompilerServices;

namespace AuditNode.Zk.Fields;

internal readonly partial struct FieldElement<TField>
{
    /// <summary>Whether p = Limb3 * 2^192 + 2^96 - 1, as on P-256: then reduction takes one product a row instead of four.</summary>
    private static bool HasSparseLowLimbs => TField.Limb0 == ulong.MaxValue && TField.Limb1 == uint.MaxValue && TField.Limb2 == 0;

    /// <summary>
    /// Montgomery product a * b / 2^256 mod p, row by row (Koc, Acar and Kaliski, "Analyzing and Comparing Montgomery Multiplication
    /// Algorithms", 1996: CIOS).
    /// </summary>
    /// <remarks>
    /// With a below p and b any 256 bits, the running sum t stays below 2p after every row, because
    /// (2p - 1 + (p - 1)(2^64 - 1) + p(2^64 - 1)) / 2^64 &lt; 2p, and t + a * b_i fits five limbs because p &lt; 2^256 - 2^193.
    /// </remarks>
    public static FieldElement<TField> operator *(in FieldElement<TField> a, in FieldElement<TField> b)
    {
        ulong a0 = a._0, a1 = a._1, a2 = a._2, a3 = a._3;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        Row(ref t0, ref t1, ref t2, ref t3, ref t4, a0, a1, a2, a3, b._0);
        Row(ref t0, ref t1, ref t2, ref t3, ref t4, a0, a1, a2, a3, b._1);
        Row(ref t0, ref t1, ref t2, ref t3, ref t4, a0, a1, a2, a3, b._2);
        Row(ref t0, ref t1, ref t2, ref t3, ref t4, a0, a1, a2, a3, b._3);
        return Reduce(t0, t1, t2, t3, t4);
    }

    /// <summary>The square of this element.</summary>
    public FieldElement<TField> Square() => this * this;

    /// <summary>t = (t + a * b + m * p) / 2^64 with the m that makes the division exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ulong a0, ulong a1, ulong a2, ulong a3, ulong b)
    {
        // Both products advance together, which keeps few values alive at a time.
        ulong high = Limb.MultiplyAdd(a0, b, t0, 0, out ulong u0);
        ulong m = u0 * TField.NegativeInverse;
        // The low half of m * Limb0 + u0 is zero, so that it carries unless u0 is zero.
        ulong carry = HasSparseLowLimbs ? 0 : Math.BigMul(m, TField.Limb0, out _) + Limb.Bit(u0 != 0);
        high = Limb.MultiplyAdd(a1, b, t1, high, out ulong u1);
        // m = u0 where p = Limb3 * 2^192 + 2^96 - 1, and u0 + m * p is m * Limb3 * 2^192 + m * 2^96.
        if (HasSparseLowLimbs) t0 = Limb.Add(u1, m << 32, ref carry);
        else carry = Limb.MultiplyAdd(m, TField.Limb1, u1, carry, out t0);
        high = Limb.MultiplyAdd(a2, b, t2, high, out ulong u2);
        if (HasSparseLowLimbs) t1 = Limb.Add(u2, m >> 32, ref carry);
        else carry = Limb.MultiplyAdd(m, TField.Limb2, u2, carry, out t1);
        high = Limb.MultiplyAdd(a3, b, t3, high, out ulong u3);
        carry = Limb.MultiplyAdd(m, TField.Limb3, u3, carry, out t2);
        if (TField.Limb3 >> 62 == 0)
        {
            // p < 2^254: t < 2p has no fifth limb.
            t3 = high + carry;
        }
        else
        {
            t3 = high + t4 + carry;
            t4 = Limb.Bit(t3 < carry);
        }
    }
}
