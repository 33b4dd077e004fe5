using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>A named secret scalar of a relation that is being built; its value is known to the prover only.</summary>
public sealed class ScalarVariable<TCurve>
    where TCurve : struct, ICurve
{
    internal ScalarVariable(LinearRelationBuilder<TCurve> builder, string name, uint index)
    {
        Builder = builder;
        Name = name;
        Index = index;
    }

    /// <summary>The name, unique among the scalars of the relation.</summary>
    public string Name { get; }

    /// <summary>Index in the witness.</summary>
    public uint Index { get; }

    internal LinearRelationBuilder<TCurve> Builder { get; }

    /// <summary>A term with coefficient 1: a secret scalar times an element.</summary>
    /// <exception cref="ProofParameterException">The two belong to different relations.</exception>
    public static Term<TCurve> operator *(ScalarVariable<TCurve> scalar, ElementVariable<TCurve> element)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        ArgumentNullException.ThrowIfNull(element);
        if (scalar.Builder != element.Builder)
        {
            throw new ProofParameterException(
                nameof(element),
                $"Scalar '{scalar.Name}' and element '{element.Name}' belong to different builders; compose the builders with And.");
        }

        return new Term<TCurve>(scalar.Index, element.Index, Scalar<TCurve>.One);
    }
}
