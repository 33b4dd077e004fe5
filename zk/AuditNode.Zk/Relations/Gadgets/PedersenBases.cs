using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>The generators of commitments as elements of a relation.</summary>
/// <param name="Value">G, which every relation has.</param>
/// <param name="Blinding">H.</param>
public sealed record PedersenBases<TCurve>(ElementVariable<TCurve> Value, ElementVariable<TCurve> Blinding)
    where TCurve : struct, ICurve
{
    /// <summary>Declares H under that name, once per relation.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="parameters">The generators.</param>
    /// <exception cref="ProofParameterException">"H" names another element of the relation.</exception>
    public static PedersenBases<TCurve> Declare(LinearRelationBuilder<TCurve> builder, PedersenParameters<TCurve> parameters)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(parameters);
        return new PedersenBases<TCurve>(builder.Generator, builder.AllocateElement("H", parameters.BlindingGenerator));
    }
}
