using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Relations;

/// <summary>A valid relation of random shape, with a witness that satisfies it.</summary>
internal sealed record RandomRelation<TCurve>(LinearRelation<TCurve> Relation, Scalar<TCurve>[] Witness)
    where TCurve : struct, ICurve
{
    /// <summary>1 to 4 scalars, 1 to 4 equations with 1 to 4 terms, and up to three image terms, some with coefficient zero.</summary>
    public static RandomRelation<TCurve> Create(TestInputs inputs)
    {
        int scalars = 1 + inputs.Int32(4), equations = 1 + inputs.Int32(4), bases = inputs.Int32(4);
        Scalar<TCurve>[] witness = [.. Enumerable.Range(0, scalars).Select(_ => inputs.Scalar<TCurve>())];
        var elements = new List<GroupElement<TCurve>> { GroupElement<TCurve>.Generator };
        for (int i = 0; i < bases; i++) elements.Add(inputs.Element<TCurve>());
        var rows = new List<Equation<TCurve>>();
        for (int row = 0; row < equations; row++)
        {
            var terms = new List<Term<TCurve>>();
            // The first term takes a scalar that may not have occurred yet, the last row all that are left.
            terms.Add(new Term<TCurve>((uint)(row % scalars), (uint)inputs.Int32(elements.Count), inputs.Scalar<TCurve>()));
            if (row == equations - 1)
                for (int s = 0; s < scalars; s++) terms.Add(new Term<TCurve>((uint)s, (uint)inputs.Int32(elements.Count), inputs.Scalar<TCurve>()));
            for (int extra = inputs.Int32(3); extra > 0; extra--)
                terms.Add(new Term<TCurve>((uint)inputs.Int32(scalars), (uint)inputs.Int32(elements.Count), Coefficient(inputs)));
            rows.Add(Close(inputs, elements, terms, witness, isLast: row == equations - 1));
        }

        return new RandomRelation<TCurve>(new LinearRelation<TCurve>([.. elements], [.. rows]), witness);
    }

    /// <summary>Adds the element that makes the image equal to the terms; the last row also names every element once.</summary>
    private static Equation<TCurve> Close(
        TestInputs inputs, List<GroupElement<TCurve>> elements, List<Term<TCurve>> terms, Scalar<TCurve>[] witness, bool isLast)
    {
        var image = new List<ImageTerm<TCurve>>();
        for (int extra = inputs.Int32(3); extra > 0; extra--) image.Add(new ImageTerm<TCurve>((uint)inputs.Int32(elements.Count), Coefficient(inputs)));
        if (isLast)
            for (int i = 1; i < elements.Count; i++) image.Add(new ImageTerm<TCurve>((uint)i, Coefficient(inputs)));
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        foreach (Term<TCurve> term in terms) sum += elements[(int)term.Element] * (term.Coefficient * witness[term.Scalar]);
        foreach (ImageTerm<TCurve> term in image) sum -= elements[(int)term.Element] * term.Coefficient;
        Scalar<TCurve> coefficient = inputs.Scalar<TCurve>();
        elements.Add(sum * coefficient.Invert());
        image.Insert(inputs.Int32(image.Count + 1), new ImageTerm<TCurve>((uint)(elements.Count - 1), coefficient));
        return new Equation<TCurve>([.. image], [.. terms]);
    }

    private static Scalar<TCurve> Coefficient(TestInputs inputs) => inputs.Int32(4) switch
    {
        0 => Scalar<TCurve>.Zero,
        1 => Scalar<TCurve>.One,
        2 => -Scalar<TCurve>.One,
        _ => inputs.Scalar<TCurve>(),
    };
}
