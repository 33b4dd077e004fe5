using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>The prover knows value and blinding of a commitment: C = v * G + r * H.</summary>
/// <remarks>
/// "PedersenOpening" of draft-irtf-cfrg-sigma-protocols. The value is any number modulo the order; for an integer in an interval add a
/// <see cref="RangeRelation{TCurve}"/>. Declared with the value of another commitment, it says that both hold the same value.
/// </remarks>
public sealed class OpeningRelation<TCurve>
    where TCurve : struct, ICurve
{
    private OpeningRelation(ElementVariable<TCurve> commitment, ScalarVariable<TCurve> value, ScalarVariable<TCurve> blinding)
    {
        Commitment = commitment;
        Value = value;
        Blinding = blinding;
    }

    /// <summary>C.</summary>
    public ElementVariable<TCurve> Commitment { get; }

    /// <summary>v, which other equations may use.</summary>
    public ScalarVariable<TCurve> Value { get; }

    /// <summary>r.</summary>
    public ScalarVariable<TCurve> Blinding { get; }

    /// <summary>Declares the equation.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">Names the commitment; its scalars become name.value and name.blinding.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="commitment">C.</param>
    /// <param name="sharedValue">The value of another commitment of this relation, to prove that both are equal; else null.</param>
    /// <exception cref="ProofParameterException">A name is taken.</exception>
    public static OpeningRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, Commitment<TCurve> commitment,
        ScalarVariable<TCurve>? sharedValue = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bases);
        ElementVariable<TCurve> element = builder.AllocateElement(name, commitment.Element);
        ScalarVariable<TCurve> value = sharedValue ?? builder.AllocateScalar($"{name}.value");
        ScalarVariable<TCurve> blinding = builder.AllocateScalar($"{name}.blinding");
        builder.AddEquation([element], [value * bases.Value, blinding * bases.Blinding]);
        return new OpeningRelation<TCurve>(element, value, blinding);
    }

    /// <summary>Assigns value and blinding.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="opening">The secrets.</param>
    public void Assign(Witness<TCurve> witness, Opening<TCurve> opening)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(opening);
        witness.Assign(Value, opening.Value);
        witness.Assign(Blinding, opening.Blinding);
    }
}
