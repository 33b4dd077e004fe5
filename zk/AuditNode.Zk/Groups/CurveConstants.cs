using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>A curve's constants as field elements.</summary>
internal static class CurveConstants<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>The coefficient a: 0 or -3.</summary>
    public static readonly FieldElement<BaseField<TCurve>> A =
        FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.IsCoefficientMinusThree ? -3 : 0);

    /// <summary>The coefficient b.</summary>
    public static readonly FieldElement<BaseField<TCurve>> B = FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.CoefficientB);

    /// <summary>3b.</summary>
    public static readonly FieldElement<BaseField<TCurve>> TripleB = B.Triple();

    /// <summary>The standard generator.</summary>
    public static readonly GroupElement<TCurve> Generator = new(
        FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.GeneratorX),
        FieldElement<BaseField<TCurve>>.FromBigInteger(TCurve.GeneratorY),
        FieldElement<BaseField<TCurve>>.One);

    /// <summary>x^3 + ax + b.</summary>
    public static FieldElement<BaseField<TCurve>> RightHandSide(in FieldElement<BaseField<TCurve>> x)
    {
        FieldElement<BaseField<TCurve>> cubic = x.Square() * x;
        if (TCurve.IsCoefficientMinusThree) cubic -= x.Triple();
        return cubic + B;
    }
}
