using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>A public linear combination of commitments, and of G for constants, holds zero: sum a_i * C_i - c * G = t * H.</summary>
/// <remarks>
/// <para>
/// If the commitments hold v_i, then sum a_i * v_i = c modulo the order, unless the prover knows the discrete logarithm of H. The proof is
/// of constant size for vectors too, entry by entry: obfuscated = original + noise for a column of any length is one equation and one
/// scalar. That anybody knows the openings is not shown; whoever committed shows it separately.
/// </para>
/// <para>
/// t is the same combination of the blindings. It must not be zero, or the image is the identity and the instance invalid: give every
/// commitment, sums included, a blinding of its own.
/// </para>
/// </remarks>
public sealed class LinearCombinationRelation<TCurve>
    where TCurve : struct, ICurve
{
    private LinearCombinationRelation(ScalarVariable<TCurve> blinding) => Blinding = blinding;

    /// <summary>t.</summary>
    public ScalarVariable<TCurve> Blinding { get; }

    /// <summary>Declares the equation.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">t becomes name.blinding.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="combination">a_i * C_i and -c * G, each commitment an element of its own.</param>
    /// <exception cref="ProofParameterException">A name is taken, or the combination is empty.</exception>
    public static LinearCombinationRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, ReadOnlySpan<ImageTerm<TCurve>> combination)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bases);
        ScalarVariable<TCurve> blinding = builder.AllocateScalar($"{name}.blinding");
        builder.AddEquation(combination, [blinding * bases.Blinding]);
        return new LinearCombinationRelation<TCurve>(blinding);
    }

    /// <summary>Two commitments hold the same value, or two vector commitments the same vector: C - D = t * H.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">t becomes name.blinding.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="left">C.</param>
    /// <param name="right">D.</param>
    public static LinearCombinationRelation<TCurve> DeclareEquality(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, ElementVariable<TCurve> left,
        ElementVariable<TCurve> right) => Declare(builder, name, bases, [left, -right]);

    /// <summary>
    /// A weighted sum, entry by entry for vectors: W - sum T_i * W_i = t * H, so that W holds sum T_i * W_i. The weights are public.
    /// </summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">t becomes name.blinding.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="total">W.</param>
    /// <param name="parts">T_i * W_i, with the weights in fixed point; W holds the exact sum, at the scale of weights times values.</param>
    public static LinearCombinationRelation<TCurve> DeclareAggregation(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, ElementVariable<TCurve> total,
        ReadOnlySpan<ImageTerm<TCurve>> parts)
    {
        var combination = new List<ImageTerm<TCurve>> { total };
        foreach (ImageTerm<TCurve> part in parts) combination.Add(-part);
        return Declare(builder, name, bases, [.. combination]);
    }

    /// <summary>Assigns t.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="blinding">The combination of the blindings, with the same coefficients.</param>
    public void Assign(Witness<TCurve> witness, in Scalar<TCurve> blinding)
    {
        ArgumentNullException.ThrowIfNull(witness);
        witness.Assign(Blinding, blinding);
    }
}
