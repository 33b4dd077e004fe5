using System.Collections.Immutable;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>
/// A statement: equations between group elements that are linear in secret scalars. Immutable and safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// Equation i says: the sum of coefficient * elements[element] over its image terms equals the sum of
/// coefficient * witness[scalar] * elements[element] over its terms. A proof shows knowledge of a witness; whether that says anything
/// worth knowing depends on the elements, so a verifier builds the relation itself, from values that it holds or checks.
/// </para>
/// <para>
/// Every element that the statement depends on must be an element of its own here: a sum that was computed beforehand makes the same
/// proof valid for all summands of equal sum.
/// </para>
/// <para>Source: "Linear relations" in draft-irtf-cfrg-sigma-protocols.</para>
/// </remarks>
public sealed partial class LinearRelation<TCurve>
    where TCurve : struct, ICurve
{
    private readonly Lazy<InstanceCheck?> _failedCheck;
    private readonly Lazy<byte[]> _encoding;

    /// <summary>Takes elements and equations as they are; <see cref="ValidateInstance"/> judges them.</summary>
    /// <param name="elements">The elements by index; the first one has to be the generator.</param>
    /// <param name="equations">The equations in order.</param>
    public LinearRelation(ImmutableArray<GroupElement<TCurve>> elements, ImmutableArray<Equation<TCurve>> equations)
    {
        Elements = elements.IsDefault ? [] : elements;
        Equations = equations.IsDefault ? [] : equations;
        NumScalars = 0;
        foreach (Equation<TCurve> equation in Equations)
        {
            foreach (Term<TCurve> term in equation.Terms) NumScalars = Math.Max(NumScalars, term.Scalar + 1L);
        }

        _failedCheck = new Lazy<InstanceCheck?>(() => InstanceValidation<TCurve>.FirstFailure(this));
        _encoding = new Lazy<byte[]>(Encode);
    }

    /// <summary>The elements by index; the generator comes first.</summary>
    public ImmutableArray<GroupElement<TCurve>> Elements { get; }

    /// <summary>The equations in order.</summary>
    public ImmutableArray<Equation<TCurve>> Equations { get; }

    /// <summary>Length of a witness: one more than the largest scalar index. At most 2^32 in a relation that was read from bytes.</summary>
    public long NumScalars { get; }

    /// <summary>Makes the ten checks of ValidateInstance, once for the life of this relation.</summary>
    /// <returns>The first check that fails, or null for a valid relation.</returns>
    public InstanceCheck? ValidateInstance() => _failedCheck.Value;
}
