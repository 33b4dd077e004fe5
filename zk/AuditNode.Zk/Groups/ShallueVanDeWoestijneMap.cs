using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>The Shallue-van de Woestijne map of RFC 9380, section 6.6.1, for any curve, with the constants c1 to c4 of appendix F.1.</summary>
internal static class ShallueVanDeWoestijneMap<TCurve>
    where TCurve : struct, ICurve
{
    private static readonly FieldElement<BaseField<TCurve>> s_z = FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.MapConstant);

    // 3 Z^2 + 4 A.
    private static readonly FieldElement<BaseField<TCurve>> s_slope =
        s_z.Square().Triple() + CurveConstants<TCurve>.A.Double().Double();

    /// <summary>g(Z).</summary>
    internal static FieldElement<BaseField<TCurve>> C1 { get; } = CurveConstants<TCurve>.RightHandSide(s_z);

    /// <summary>-Z / 2.</summary>
    internal static FieldElement<BaseField<TCurve>> C2 { get; } = -(s_z * FieldElement<BaseField<TCurve>>.FromUInt64(2).Invert());

    /// <summary>The even square root of -g(Z) (3 Z^2 + 4 A).</summary>
    internal static FieldElement<BaseField<TCurve>> C3 { get; } = EvenRoot(-(C1 * s_slope));

    /// <summary>-4 g(Z) / (3 Z^2 + 4 A).</summary>
    internal static FieldElement<BaseField<TCurve>> C4 { get; } = -(C1.Double().Double() * s_slope.Invert());

    public static GroupElement<TCurve> Map(in FieldElement<BaseField<TCurve>> u)
    {
        FieldElement<BaseField<TCurve>> one = FieldElement<BaseField<TCurve>>.One;
        FieldElement<BaseField<TCurve>> scaled = u.Square() * C1;
        FieldElement<BaseField<TCurve>> plus = one + scaled;
        FieldElement<BaseField<TCurve>> minus = one - scaled;
        FieldElement<BaseField<TCurve>> inverse = (plus * minus).Invert();
        FieldElement<BaseField<TCurve>> offset = u * minus * inverse * C3;

        // One of three candidates is on the curve, because the product of their g is a square.
        FieldElement<BaseField<TCurve>> x = C2 - offset;
        if (!CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out FieldElement<BaseField<TCurve>> y))
        {
            x = C2 + offset;
            if (!CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out y))
            {
                x = ((plus.Square() * inverse).Square() * C4) + s_z;
                CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out y);
            }
        }

        return HashToCurve.WithSignOf<TCurve>(u, x, y);
    }

    private static FieldElement<BaseField<TCurve>> EvenRoot(in FieldElement<BaseField<TCurve>> square) =>
        square.TrySquareRoot(out FieldElement<BaseField<TCurve>> root) && root.IsOddMask == 0 ? root : -root;
}
