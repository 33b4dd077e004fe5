using System.Runtime.CompilerServices;
using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>
/// An element of the prime-order group of <typeparamref name="TCurve"/>. The default value is the identity.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <remarks>
/// A point is kept in homogeneous projective coordinates (X : Y : Z) with x = X/Z, y = Y/Z; the identity is (0 : 1 : 0). Addition,
/// doubling, negation, comparison and multiplication by a scalar are constant time: the formulas of Renes, Costello and Batina
/// ("Complete addition formulas for prime order elliptic curves", eprint 2015/1060) hold for every pair of inputs, including equal
/// points, opposite points and the identity, so that there is no special case to branch on.
/// </remarks>
public readonly partial struct GroupElement<TCurve> : IEquatable<GroupElement<TCurve>>
    where TCurve : struct, ICurve
{
    internal readonly FieldElement<BaseField<TCurve>> X;
    internal readonly FieldElement<BaseField<TCurve>> Y;
    internal readonly FieldElement<BaseField<TCurve>> Z;

    /// <summary>Takes coordinates of a point that is on the curve.</summary>
    internal GroupElement(in FieldElement<BaseField<TCurve>> x, in FieldElement<BaseField<TCurve>> y, in FieldElement<BaseField<TCurve>> z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>The neutral element, which has no encoding.</summary>
    public static GroupElement<TCurve> Identity =>
        new(FieldElement<BaseField<TCurve>>.Zero, FieldElement<BaseField<TCurve>>.One, FieldElement<BaseField<TCurve>>.Zero);

    /// <summary>The standard generator.</summary>
    public static GroupElement<TCurve> Generator => CurveConstants<TCurve>.Generator;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsIdentity => Z.IsZero;

    /// <summary>
    /// This point, with (0 : 1 : 0) in place of the default value (0 : 0 : 0), from which the addition formulas would never get away.
    /// Y is zero in no other case: such a point would have order 2.
    /// </summary>
    internal GroupElement<TCurve> Initialized
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(X, FieldElement<BaseField<TCurve>>.Select(Y.IsZeroMask, FieldElement<BaseField<TCurve>>.One, Y), Z);
    }

    /// <summary>The sum.</summary>
    /// <param name="a">First summand.</param>
    /// <param name="b">Second summand.</param>
    public static GroupElement<TCurve> operator +(in GroupElement<TCurve> a, in GroupElement<TCurve> b) => Add(a.Initialized, b.Initialized);

    /// <summary>The difference.</summary>
    /// <param name="a">Minuend.</param>
    /// <param name="b">Subtrahend.</param>
    public static GroupElement<TCurve> operator -(in GroupElement<TCurve> a, in GroupElement<TCurve> b) => a + (-b);

    /// <summary>The inverse in the group.</summary>
    /// <param name="a">The element to negate.</param>
    public static GroupElement<TCurve> operator -(in GroupElement<TCurve> a) => new(a.X, -a.Y, a.Z);

    /// <summary>The element added to itself as often as the scalar says, in constant time.</summary>
    /// <param name="element">The element.</param>
    /// <param name="scalar">The scalar, which may be secret.</param>
    public static GroupElement<TCurve> operator *(in GroupElement<TCurve> element, in Scalar<TCurve> scalar) =>
        MultiScalarMultiplication.ConstantTime<TCurve>([element], [scalar]);

    /// <summary>The element added to itself as often as the scalar says, in constant time.</summary>
    /// <param name="scalar">The scalar, which may be secret.</param>
    /// <param name="element">The element.</param>
    public static GroupElement<TCurve> operator *(in Scalar<TCurve> scalar, in GroupElement<TCurve> element) =>
        MultiScalarMultiplication.ConstantTime<TCurve>([element], [scalar]);

    /// <summary>The generator times a scalar, in constant time and faster than by the operator, from a table made on first use.</summary>
    /// <param name="scalar">The scalar, which may be secret.</param>
    /// <returns>The product.</returns>
    public static GroupElement<TCurve> MultiplyGenerator(in Scalar<TCurve> scalar) => FixedBase<TCurve>.Generator.Multiply(scalar);

    /// <summary>This element added to itself.</summary>
    /// <returns>The double.</returns>
    public GroupElement<TCurve> Double() => Double(Initialized);

    /// <summary>Whether both are the same element, compared in constant time.</summary>
    /// <param name="a">First element.</param>
    /// <param name="b">Second element.</param>
    public static bool operator ==(in GroupElement<TCurve> a, in GroupElement<TCurve> b)
    {
        ulong sameX = FieldElement<BaseField<TCurve>>.EqualMask(a.X * b.Z, b.X * a.Z);
        ulong sameY = FieldElement<BaseField<TCurve>>.EqualMask(a.Y * b.Z, b.Y * a.Z);
        ulong aIsIdentity = a.Z.IsZeroMask, bIsIdentity = b.Z.IsZeroMask;
        return ((aIsIdentity & bIsIdentity) | (sameX & sameY & ~aIsIdentity & ~bIsIdentity)) != 0;
    }

    /// <summary>Whether both are different elements, compared in constant time.</summary>
    /// <param name="a">First element.</param>
    /// <param name="b">Second element.</param>
    public static bool operator !=(in GroupElement<TCurve> a, in GroupElement<TCurve> b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(GroupElement<TCurve> other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GroupElement<TCurve> other && this == other;

    /// <summary>A hash of the affine coordinates: it costs an inversion.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode()
    {
        FieldElement<BaseField<TCurve>> inverse = Z.Invert();
        return HashCode.Combine(X * inverse, Y * inverse);
    }

    /// <summary>The encoding in hexadecimal, after the curve's name.</summary>
    /// <returns>For example "P-256 036b17…".</returns>
    public override string ToString() => IsIdentity ? $"{TCurve.Name} identity" : $"{TCurve.Name} {Convert.ToHexStringLower(ToBytes())}";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static GroupElement<TCurve> Select(ulong mask, in GroupElement<TCurve> whenSet, in GroupElement<TCurve> whenClear) =>
        new(FieldElement<BaseField<TCurve>>.Select(mask, whenSet.X, whenClear.X),
            FieldElement<BaseField<TCurve>>.Select(mask, whenSet.Y, whenClear.Y),
            FieldElement<BaseField<TCurve>>.Select(mask, whenSet.Z, whenClear.Z));
}
