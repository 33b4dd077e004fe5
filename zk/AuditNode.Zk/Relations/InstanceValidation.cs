using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>ValidateInstance: the ten checks in their order. Variable time, because a relation is public.</summary>
internal static class InstanceValidation<TCurve>
    where TCurve : struct, ICurve
{
    public static InstanceCheck? FirstFailure(LinearRelation<TCurve> relation)
    {
        if (relation.Equations.IsEmpty) return InstanceCheck.HasEquations;
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            if (equation.Image.IsEmpty || equation.Terms.IsEmpty) return InstanceCheck.EquationsHaveBothSides;
        }

        if (!ElementIndicesExist(relation)) return InstanceCheck.ElementIndicesExist;
        if (!ElementsAreUsed(relation)) return InstanceCheck.ElementsAreUsed;
        if (!ScalarsAreUsed(relation)) return InstanceCheck.ScalarsAreUsed;
        if (relation.Elements.IsEmpty || relation.Elements[0] != GroupElement<TCurve>.Generator) return InstanceCheck.GeneratorComesFirst;
        foreach (GroupElement<TCurve> element in relation.Elements)
        {
            if (element.IsIdentity) return InstanceCheck.NoIdentityElement;
        }

        var rows = new RelationRows<TCurve>(relation);
        for (int i = 0; i < relation.Equations.Length; i++)
        {
            if (rows.IsImageIdentity(i)) return InstanceCheck.NoIdentityImage;
        }

        return rows.HasIdentityColumn() ? InstanceCheck.NoIdentityColumn : null;
    }

    private static bool ElementIndicesExist(LinearRelation<TCurve> relation)
    {
        uint count = (uint)relation.Elements.Length;
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            foreach (ImageTerm<TCurve> term in equation.Image)
            {
                if (term.Element >= count) return false;
            }

            foreach (Term<TCurve> term in equation.Terms)
            {
                if (term.Element >= count) return false;
            }
        }

        return true;
    }

    private static bool ElementsAreUsed(LinearRelation<TCurve> relation)
    {
        var used = new bool[relation.Elements.Length];
        used[0] = true;
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            foreach (ImageTerm<TCurve> term in equation.Image) used[term.Element] = true;
            foreach (Term<TCurve> term in equation.Terms) used[term.Element] = true;
        }

        return Array.TrueForAll(used, one => one);
    }

    private static bool ScalarsAreUsed(LinearRelation<TCurve> relation)
    {
        // A relation with fewer terms than scalars cannot use them all; without this, one index of 2^32 - 1 would cost four gigabytes.
        long terms = relation.Equations.Sum(equation => (long)equation.Terms.Length);
        if (relation.NumScalars > terms) return false;
        var used = new bool[relation.NumScalars];
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            foreach (Term<TCurve> term in equation.Terms) used[term.Scalar] = true;
        }

        return Array.TrueForAll(used, one => one);
    }
}
