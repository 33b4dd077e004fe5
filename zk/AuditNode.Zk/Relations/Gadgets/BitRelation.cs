using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>A commitment holds 0 or 1: C = b * G + r * H and C = b * C + s * H.</summary>
/// <remarks>
/// <para>
/// "Bit" of draft-irtf-cfrg-sigma-protocols. Put the first equation into the second: (b^2 - b) * G + (b * r + s - r) * H is the identity.
/// Unless the prover knows the discrete logarithm of H, both factors are zero, so b^2 = b, and modulo a prime b is 0 or 1.
/// </para>
/// <para>The prover sets s = (1 - b) * r.</para>
/// </remarks>
public sealed class BitRelation<TCurve>
    where TCurve : struct, ICurve
{
    private readonly OpeningRelation<TCurve> _opening;
    private readonly ScalarVariable<TCurve> _product;

    private BitRelation(OpeningRelation<TCurve> opening, ScalarVariable<TCurve> product)
    {
        _opening = opening;
        _product = product;
    }

    /// <summary>C.</summary>
    public ElementVariable<TCurve> Commitment => _opening.Commitment;

    /// <summary>Declares both equations.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">Names the commitment; its scalars become name.value, name.blinding and name.product.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="commitment">C.</param>
    /// <exception cref="ProofParameterException">A name is taken.</exception>
    public static BitRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, Commitment<TCurve> commitment)
    {
        OpeningRelation<TCurve> opening = OpeningRelation<TCurve>.Declare(builder, name, bases, commitment);
        ScalarVariable<TCurve> product = builder.AllocateScalar($"{name}.product");
        builder.AddEquation([opening.Commitment], [opening.Value * opening.Commitment, product * bases.Blinding]);
        return new BitRelation<TCurve>(opening, product);
    }

    /// <summary>Assigns bit, blinding and their product.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="opening">The secrets.</param>
    public void Assign(Witness<TCurve> witness, Opening<TCurve> opening)
    {
        _opening.Assign(witness, opening);
        witness.Assign(_product, (Scalar<TCurve>.One - opening.Value) * opening.Blinding);
    }
}
