using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>coefficient * scalar * element on the right-hand side of an equation, where the scalar is secret.</summary>
/// <param name="Scalar">Index of the scalar in the witness.</param>
/// <param name="Element">Index of the element; 0 is the generator.</param>
/// <param name="Coefficient">Public; may be zero.</param>
public readonly record struct Term<TCurve>(uint Scalar, uint Element, Scalar<TCurve> Coefficient)
    where TCurve : struct, ICurve
{
    /// <summary>The term with its coefficient multiplied by a public number.</summary>
    public static Term<TCurve> operator *(Scalar<TCurve> factor, Term<TCurve> term) =>
        term with { Coefficient = factor * term.Coefficient };
}
