using System.Runtime.CompilerServices;

namespace AuditNode.Zk.Fields;

internal readonly partial struct FieldElement<TField>
{
    public static FieldElement<TField> operator +(in FieldElement<TField> a, in FieldElement<TField> b)
    {
        ulong carry = 0;
        ulong s0 = Limb.Add(a._0, b._0, ref carry);
        ulong s1 = Limb.Add(a._1, b._1, ref carry);
        ulong s2 = Limb.Add(a._2, b._2, ref carry);
        ulong s3 = Limb.Add(a._3, b._3, ref carry);
        return Reduce(s0, s1, s2, s3, carry);
    }

    public static FieldElement<TField> operator -(in FieldElement<TField> a, in FieldElement<TField> b)
    {
        ulong borrow = 0;
        ulong d0 = Limb.Subtract(a._0, b._0, ref borrow);
        ulong d1 = Limb.Subtract(a._1, b._1, ref borrow);
        ulong d2 = Limb.Subtract(a._2, b._2, ref borrow);
        ulong d3 = Limb.Subtract(a._3, b._3, ref borrow);
        ulong mask = 0 - borrow, carry = 0;
        d0 = Limb.Add(d0, TField.Limb0 & mask, ref carry);
        d1 = Limb.Add(d1, TField.Limb1 & mask, ref carry);
        d2 = Limb.Add(d2, TField.Limb2 & mask, ref carry);
        d3 = Limb.Add(d3, TField.Limb3 & mask, ref carry);
        return new FieldElement<TField>(d0, d1, d2, d3);
    }

    public static FieldElement<TField> operator -(in FieldElement<TField> a) => default(FieldElement<TField>) - a;

    /// <summary>a + a.</summary>
    public FieldElement<TField> Double() => this + this;

    /// <summary>3a.</summary>
    public FieldElement<TField> Triple() => this + this + this;

    /// <summary>Brings limbs and a carry, together below 2p, below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement<TField> Reduce(ulong t0, ulong t1, ulong t2, ulong t3, ulong carry)
    {
        ulong borrow = 0;
        ulong r0 = Limb.Subtract(t0, TField.Limb0, ref borrow);
        ulong r1 = Limb.Subtract(t1, TField.Limb1, ref borrow);
        ulong r2 = Limb.Subtract(t2, TField.Limb2, ref borrow);
        ulong r3 = Limb.Subtract(t3, TField.Limb3, ref borrow);
        // carry - borrow is 0 when t >= p, and -1 when t < p, where t stays.
        ulong keep = carry - borrow;
        return new FieldElement<TField>(Limb.Select(keep, t0, r0), Limb.Select(keep, t1, r1), Limb.Select(keep, t2, r2),
            Limb.Select(keep, t3, r3));
    }
}
