using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>A named group element of a relation that is being built.</summary>
public sealed class ElementVariable<TCurve>
    where TCurve : struct, ICurve
{
    internal ElementVariable(LinearRelationBuilder<TCurve> builder, string name, uint index, in GroupElement<TCurve> value)
    {
        Builder = builder;
        Name = name;
        Index = index;
        Value = value;
    }

    /// <summary>The name, unique among the elements of the relation.</summary>
    public string Name { get; }

    /// <summary>Index in the relation; 0 is the generator.</summary>
    public uint Index { get; }

    /// <summary>The element.</summary>
    public GroupElement<TCurve> Value { get; }

    internal LinearRelationBuilder<TCurve> Builder { get; }

    /// <summary>An element as an image term with coefficient 1.</summary>
    public static implicit operator ImageTerm<TCurve>(ElementVariable<TCurve> element) => Scalar<TCurve>.One * element;

    /// <summary>An element as an image term with coefficient -1.</summary>
    public static ImageTerm<TCurve> operator -(ElementVariable<TCurve> element) => -Scalar<TCurve>.One * element;

    /// <summary>An image term: a public number times an element.</summary>
    public static ImageTerm<TCurve> operator *(Scalar<TCurve> coefficient, ElementVariable<TCurve> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new ImageTerm<TCurve>(element.Index, coefficient);
    }
}
