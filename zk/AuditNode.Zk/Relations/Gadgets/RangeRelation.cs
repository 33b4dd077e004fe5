using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>
/// A commitment, or a public linear combination of commitments and G, holds a number in [0, 2^n): n commitments to bits, and the
/// combination minus the sum of 2^i * C_i is a multiple of H.
/// </summary>
/// <remarks>
/// <para>
/// Each C_i holds a bit b_i (<see cref="BitRelation{TCurve}"/>). E - sum 2^i * C_i = t * H shows that E holds sum 2^i * b_i, an integer in
/// [0, 2^n), since n is so small that it does not wrap around the order. The opening of E follows from those of the bits and t; the
/// prover cannot know another one without knowing the discrete logarithm of H.
/// </para>
/// <para>Costs 2n + 1 equations and 3n + 1 scalars: 32 bits make a compact proof of 3,136 bytes and 32 commitments.</para>
/// </remarks>
public sealed class RangeRelation<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>The most bits: the order of BN254 has 254.</summary>
    public const int MaximumBits = 252;

    private readonly BitRelation<TCurve>[] _bits;
    private readonly ScalarVariable<TCurve> _difference;

    private RangeRelation(BitRelation<TCurve>[] bits, ScalarVariable<TCurve> difference)
    {
        _bits = bits;
        _difference = difference;
    }

    /// <summary>Declares the equations.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">Bit i becomes name.i, and t becomes name.difference.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="expression">E: public multiples of commitments and of G.</param>
    /// <param name="bits">The commitments to the bits, least significant first: n of them, 1 to 252.</param>
    /// <exception cref="ProofParameterException">The number of bits is out of range, or a name is taken.</exception>
    public static RangeRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, ReadOnlySpan<ImageTerm<TCurve>> expression,
        IReadOnlyList<Commitment<TCurve>> bits)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(bits);
        ProofParameterException.ThrowIfOutside(bits.Count, 1, MaximumBits, nameof(bits));
        var relations = new BitRelation<TCurve>[bits.Count];
        var image = new List<ImageTerm<TCurve>>([.. expression]);
        Scalar<TCurve> weight = Scalar<TCurve>.One;
        for (int i = 0; i < relations.Length; i++, weight += weight)
        {
            relations[i] = BitRelation<TCurve>.Declare(builder, $"{name}.{i}", bases, bits[i]);
            image.Add(-(weight * relations[i].Commitment));
        }

        ScalarVariable<TCurve> difference = builder.AllocateScalar($"{name}.difference");
        builder.AddEquation([.. image], [difference * bases.Blinding]);
        return new RangeRelation<TCurve>(relations, difference);
    }

    /// <summary>Assigns bits and blindings.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="blinding">The blinding of E: the same combination of the blindings of its commitments.</param>
    /// <param name="bits">The bits of the number in E.</param>
    /// <exception cref="ProofParameterException">There are more or fewer bits than were declared.</exception>
    public void Assign(Witness<TCurve> witness, in Scalar<TCurve> blinding, BitDecomposition<TCurve> bits)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(bits);
        if (bits.Bits.Count != _bits.Length)
            throw new ProofParameterException(nameof(bits), $"{_bits.Length} bits were declared, but {bits.Bits.Count} are assigned.");
        for (int i = 0; i < _bits.Length; i++) _bits[i].Assign(witness, bits.Bits[i]);
        witness.Assign(_difference, blinding - bits.WeightedBlinding);
    }
}
