using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>The simplified Shallue-van de Woestijne-Ulas map of RFC 9380, section 6.6.2, for curves with a and b other than zero.</summary>
internal static class SimplifiedSwuMap<TCurve>
    where TCurve : struct, ICurve
{
    private static readonly FieldElement<BaseField<TCurve>> s_z = FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.MapConstant);

    private static readonly FieldElement<BaseField<TCurve>> s_minusBOverA = -(CurveConstants<TCurve>.B * CurveConstants<TCurve>.A.Invert());

    // B / (Z A), for the u at which the fraction of x1 has no value.
    private static readonly FieldElement<BaseField<TCurve>> s_exceptional = -s_minusBOverA * s_z.Invert();

    public static GroupElement<TCurve> Map(in FieldElement<BaseField<TCurve>> u)
    {
        FieldElement<BaseField<TCurve>> zuu = s_z * u.Square();
        FieldElement<BaseField<TCurve>> denominator = zuu.Square() + zuu;
        FieldElement<BaseField<TCurve>> x = denominator.IsZero
            ? s_exceptional
            : s_minusBOverA * (FieldElement<BaseField<TCurve>>.One + denominator.Invert());
        if (!CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out FieldElement<BaseField<TCurve>> y))
        {
            x *= zuu;
            // One of both candidates is on the curve, because g(x2) = Z^3 u^6 g(x1) and Z is not a square.
            CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out y);
        }

        return HashToCurve.WithSignOf<TCurve>(u, x, y);
    }
}
