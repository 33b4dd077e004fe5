using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>A point other than the identity by its affine coordinates.</summary>
internal readonly struct AffinePoint<TCurve>(FieldElement<BaseField<TCurve>> x, FieldElement<BaseField<TCurve>> y)
    where TCurve : struct, ICurve
{
    public readonly FieldElement<BaseField<TCurve>> X = x;
    public readonly FieldElement<BaseField<TCurve>> Y = y;

    public static AffinePoint<TCurve> operator -(in AffinePoint<TCurve> a) => new(a.X, -a.Y);
}
