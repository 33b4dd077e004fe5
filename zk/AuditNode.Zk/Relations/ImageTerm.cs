using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>coefficient * element on the left-hand side of an equation: a part of the statement that carries no secret.</summary>
/// <param name="Element">Index of the element; 0 is the generator.</param>
/// <param name="Coefficient">Public; may be zero.</param>
public readonly record struct ImageTerm<TCurve>(uint Element, Scalar<TCurve> Coefficient)
    where TCurve : struct, ICurve
{
    /// <summary>The term with its coefficient negated.</summary>
    public static ImageTerm<TCurve> operator -(ImageTerm<TCurve> term) => term with { Coefficient = -term.Coefficient };
}
