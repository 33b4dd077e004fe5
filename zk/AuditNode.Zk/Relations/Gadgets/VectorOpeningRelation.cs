using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>The prover knows all entries and the blinding of a vector commitment: C = sum v_i * H_i + r * H.</summary>
/// <remarks>
/// Statement and proof are as long as the vector: a column of n entries makes a compact proof of 32(n + 2) bytes. Relations between
/// vectors do not need it; they are of constant size (<see cref="LinearCombinationRelation{TCurve}"/>).
/// </remarks>
public sealed class VectorOpeningRelation<TCurve>
    where TCurve : struct, ICurve
{
    private readonly ScalarVariable<TCurve>[] _values;
    private readonly ScalarVariable<TCurve> _blinding;

    private VectorOpeningRelation(ScalarVariable<TCurve>[] values, ScalarVariable<TCurve> blinding)
    {
        _values = values;
        _blinding = blinding;
    }

    /// <summary>Declares the equation.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">Names the commitment; its scalars become name.i and name.blinding. H_i becomes the element H.i.</param>
    /// <param name="bases">The generators of single values.</param>
    /// <param name="parameters">The generators of vectors.</param>
    /// <param name="commitment">C.</param>
    /// <exception cref="ProofParameterException">A name is taken, or the length is out of range.</exception>
    public static VectorOpeningRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, PedersenParameters<TCurve> parameters,
        VectorCommitment<TCurve> commitment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(parameters);
        ReadOnlySpan<GroupElement<TCurve>> generators = parameters.VectorGenerators(commitment.Length);
        ElementVariable<TCurve> element = builder.AllocateElement(name, commitment.Element);
        var values = new ScalarVariable<TCurve>[generators.Length];
        var terms = new Term<TCurve>[generators.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = builder.AllocateScalar($"{name}.{i}");
            terms[i] = values[i] * builder.AllocateElement($"H.{i}", generators[i]);
        }

        ScalarVariable<TCurve> blinding = builder.AllocateScalar($"{name}.blinding");
        terms[^1] = blinding * bases.Blinding;
        builder.AddEquation([element], terms);
        return new VectorOpeningRelation<TCurve>(values, blinding);
    }

    /// <summary>Assigns entries and blinding.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="opening">The secrets.</param>
    /// <exception cref="ProofParameterException">The opening has another length.</exception>
    public void Assign(Witness<TCurve> witness, VectorOpening<TCurve> opening)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.Values.Length != _values.Length)
        {
            throw new ProofParameterException(
                nameof(opening), $"The vector has {opening.Values.Length} entries; {_values.Length} were declared.");
        }

        for (int i = 0; i < _values.Length; i++) witness.Assign(_values[i], opening.Values[i]);
        witness.Assign(_blinding, opening.Blinding);
    }
}
