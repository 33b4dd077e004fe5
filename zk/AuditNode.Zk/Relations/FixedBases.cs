using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>
/// Tables of multiples for the generator, for the blinding generator of commitments and for elements that many equations of a relation
/// multiply by scalars.
/// </summary>
internal sealed class FixedBases<TCurve>
    where TCurve : struct, ICurve
{
    // A table costs about as much as eight products without one, and leaves equations of two terms without any doubling.
    private const int WorthATable = 8;

    private readonly FixedBase<TCurve>?[] _tables;

    public FixedBases(LinearRelation<TCurve> relation)
    {
        _tables = new FixedBase<TCurve>?[relation.Elements.Length];
        _tables[0] = FixedBase<TCurve>.Generator;
        var uses = new int[_tables.Length];
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            // Short equations only: in a long one, the doublings are shared by so many elements that tables gain nothing.
            if (equation.Terms.Length > 2) continue;
            foreach (Term<TCurve> term in equation.Terms)
            {
                uses[term.Element]++;
                _tables[term.Element] ??= Table(relation.Elements[(int)term.Element], uses[term.Element]);
            }
        }
    }

    /// <summary>The table of an element, or null.</summary>
    public FixedBase<TCurve>? this[uint element] => _tables[element];

    private static FixedBase<TCurve>? Table(in GroupElement<TCurve> element, int uses)
    {
        PedersenParameters<TCurve> commitments = PedersenParameters<TCurve>.Standard;
        if (uses == 1 && element == commitments.BlindingGenerator) return commitments.BlindingBase;
        return uses == WorthATable ? new FixedBase<TCurve>(element) : null;
    }
}
