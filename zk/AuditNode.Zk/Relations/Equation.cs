using System.Collections.Immutable;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>One row of a linear relation: sum of image terms = sum of terms.</summary>
/// <remarks>Source: "Representation" in draft-irtf-cfrg-sigma-protocols.</remarks>
public sealed class Equation<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>Takes both sides as they are; <see cref="LinearRelation{TCurve}.ValidateInstance"/> judges them.</summary>
    /// <param name="image">The left-hand side, of public values only.</param>
    /// <param name="terms">The right-hand side, where every term has a secret scalar.</param>
    public Equation(ImmutableArray<ImageTerm<TCurve>> image, ImmutableArray<Term<TCurve>> terms)
    {
        Image = image.IsDefault ? [] : image;
        Terms = terms.IsDefault ? [] : terms;
    }

    /// <summary>The left-hand side, in the order in which it is serialised.</summary>
    public ImmutableArray<ImageTerm<TCurve>> Image { get; }

    /// <summary>The right-hand side, in the order in which it is serialised.</summary>
    public ImmutableArray<Term<TCurve>> Terms { get; }
}
