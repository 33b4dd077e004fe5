using System.Numerics;
using System.Runtime.CompilerServices;

namespace AuditNode.Zk.Fields;

/// <summary>
/// An element of the prime field <typeparamref name="TField"/> in Montgomery form: four little-endian limbs that hold
/// a * 2^256 mod p, always below p. The default value is zero.
/// </summary>
/// <remarks>
/// Every operation takes the same instructions and memory accesses for all values, except where its documentation says otherwise:
/// there are no branches and no table look-ups that depend on limbs, and 64-bit multiplication takes a fixed time on the
/// processors that .NET 10 supports in 64-bit processes. Reductions end in one masked subtraction. What a returned boolean reveals
/// is that boolean.
/// </remarks>
internal readonly partial struct FieldElement<TField> : IEquatable<FieldElement<TField>>
    where TField : struct, IPrimeField
{
    private readonly ulong _0;
    private readonly ulong _1;
    private readonly ulong _2;
    private readonly ulong _3;

    /// <summary>Takes limbs that are already in Montgomery form and below p.</summary>
    internal FieldElement(ulong limb0, ulong limb1, ulong limb2, ulong limb3)
    {
        _0 = limb0;
        _1 = limb1;
        _2 = limb2;
        _3 = limb3;
    }

    /// <summary>The prime p.</summary>
    public static BigInteger Modulus => FieldConstants<TField>.Modulus;

    /// <summary>0.</summary>
    public static FieldElement<TField> Zero => default;

    /// <summary>1.</summary>
    public static FieldElement<TField> One => FieldConstants<TField>.One;

    /// <summary>All ones if this is zero, otherwise zero.</summary>
    public ulong IsZeroMask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Limb.IsZeroMask(_0 | _1 | _2 | _3);
    }

    /// <summary>Whether this is zero.</summary>
    public bool IsZero => IsZeroMask != 0;

    /// <summary>All ones if both are equal, otherwise zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualMask(in FieldElement<TField> a, in FieldElement<TField> b) =>
        Limb.IsZeroMask((a._0 ^ b._0) | (a._1 ^ b._1) | (a._2 ^ b._2) | (a._3 ^ b._3));

    /// <summary>The first element where the mask is all ones, the second where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement<TField> Select(ulong mask, in FieldElement<TField> whenSet, in FieldElement<TField> whenClear) =>
        new(Limb.Select(mask, whenSet._0, whenClear._0), Limb.Select(mask, whenSet._1, whenClear._1),
            Limb.Select(mask, whenSet._2, whenClear._2), Limb.Select(mask, whenSet._3, whenClear._3));

    public static bool operator ==(in FieldElement<TField> a, in FieldElement<TField> b) => EqualMask(a, b) != 0;

    public static bool operator !=(in FieldElement<TField> a, in FieldElement<TField> b) => EqualMask(a, b) == 0;

    /// <inheritdoc/>
    public bool Equals(FieldElement<TField> other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldElement<TField> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_0, _1, _2, _3);

    /// <summary>Says the type only, because the value may be secret.</summary>
    public override string ToString() => $"element of {typeof(TField).Name}";
}
